// The language server in both languages: in its own thread and in those that check, the same findings in other words.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { MarkupContent } from 'vscode-languageserver/node';
import { endClients, LanguageClient, uri, wordsOf } from '../support/language-client.ts';
import { folderWith } from '../support/temporary.ts';

const source = `package m

import "sync/atomic"

type counter struct {
	closed bool
	n      int64
}

func (c *counter) add() { atomic.AddInt64(&c.n, 1) }
`;

describe('language server: languages', function () {
  this.timeout(300_000);
  afterEach(endClients);

  const dir = folderWith({ 'go.mod': 'module example.com/m\n\ngo 1.22\n', 'a.go': source });
  const path = join(dir, 'a.go');

  /** What is published for the file, what its actions are called, and what hovering over the field shows. */
  async function said(locale: string) {
    const client = await LanguageClient.start({ folders: [dir], initializationOptions: { locale } });
    client.open(path, source);
    const [found] = await client.untilPublished(path, (all) => all.length > 0);
    const { range, code } = found!;
    const context = { diagnostics: [found!] };
    const actions = await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uri(path) },
      range,
      context,
    });
    const position = range.start;
    const hover = await client.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: uri(path) },
      position,
    });
    assert.equal(await client.end(), 0);
    return {
      place: { range, code },
      words: wordsOf(found!),
      actions: actions as { title: string; kind: string }[],
      hover: (hover as { contents: MarkupContent }).contents.value,
    };
  }

  it('differ in words only', async () => {
    const [english, chinese] = [await said('en'), await said('zh-cn')];
    assert.deepEqual(chinese.place, english.place);
    assert.deepEqual(
      chinese.actions.map(({ kind }) => kind),
      english.actions.map(({ kind }) => kind),
    );
    assert.match(english.words, /offset 4/);
    assert.match(chinese.words, /偏移量为 4/);
    for (const text of [english.words, english.hover, ...english.actions.map(({ title }) => title)])
      assert.doesNotMatch(text, /\p{Script=Han}/u);
    for (const text of [chinese.words, chinese.hover, ...chinese.actions.map(({ title }) => title)])
      assert.match(text, /\p{Script=Han}/u);
  });
});
