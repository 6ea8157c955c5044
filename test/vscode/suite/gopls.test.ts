// gopls follows the target: what is written into the settings of the folder, and that it is as before afterwards. The Go extension is
// not there where tests run, so that it seems to be.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeExtension, fileOf } from '../support/extension.ts';
import { answering } from '../support/stubs.ts';
import { chooseTarget } from '../support/target.ts';
import { until } from '../support/until.ts';

const { executeCommand: run } = vscode.commands;
const settings = fileOf('.vscode/settings.json');

const read = () =>
  vscode.workspace.fs.readFile(settings).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
const write = (text: string) => vscode.workspace.fs.writeFile(settings, new TextEncoder().encode(text));
const variables = async () => JSON.parse((await read()) ?? '{}').gopls?.['build.env'];
const untilSet = (what: string, wanted: object | undefined) =>
  until(what, async () => JSON.stringify(await variables()) === JSON.stringify(wanted), read);

const arm = { GOOS: 'linux', GOARCH: 'arm', CGO_ENABLED: '0', GOARM: '6' };

describe('gopls', () => {
  let example: string | undefined;
  const { getExtension } = vscode.extensions;
  before(async () => {
    await activeExtension();
    example = await read();
    await vscode.workspace.fs.delete(settings);
  });
  after(() => write(example!));
  beforeEach(() => {
    const found = { id: 'golang.go' } as vscode.Extension<unknown>;
    (vscode.extensions as { getExtension: unknown }).getExtension = (id: string) =>
      id === 'golang.go' ? found : getExtension(id);
  });
  afterEach(async () => {
    await answering(
      'showInformationMessage',
      () => undefined,
      () => run('archway.gopls.stop'),
    );
    (vscode.extensions as { getExtension: unknown }).getExtension = getExtension;
    await chooseTarget('');
  });

  it('is offered once to follow, and then follows until this machine is chosen', async () => {
    const offers: string[] = [];
    await answering(
      'showInformationMessage',
      (text: string, here: string) => {
        offers.push(text);
        return here;
      },
      async () => {
        await chooseTarget('linux/arm/6');
        await untilSet('the variables are written', arm);
        await chooseTarget('linux/s390x');
        await untilSet('they follow', { GOOS: 'linux', GOARCH: 's390x', CGO_ENABLED: '0' });
      },
    );
    assert.equal(offers.length, 1, offers.join());
    await chooseTarget('');
    await until('nothing is left', async () => (await read()) === undefined, read);
  });

  it('is given back what the user had, as soon as several targets are chosen or it is stopped', async () => {
    const mine = '{\n  // mine\n  "gopls": { "build.env": { "GOFLAGS": "-mod=mod", "GOARCH": "386" } }\n}\n';
    await write(mine);
    try {
      const follow = () => run('archway.gopls.follow');
      await chooseTarget('linux/arm/6');
      await answering('showInformationMessage', () => undefined, follow);
      const written = await until('they are written', async () => /"arm"/.test((await read()) ?? '') && read(), read);
      assert.match(written!, /\/\/ mine[\s\S]*-mod=mod/);
      await chooseTarget('kubernetes');
      await until('the text is as before', async () => (await read()) === mine, read);
      await chooseTarget('linux/arm/6');
      await until('they are written again', async () => (await read()) === written, read);
      await run('archway.gopls.stop');
      await until('the text is as before', async () => (await read()) === mine, read);
    } finally {
      await vscode.workspace.fs.delete(settings);
    }
  });

  it('says what is missing where the Go extension is not installed', async () => {
    (vscode.extensions as { getExtension: unknown }).getExtension = getExtension;
    const said: string[] = [];
    await answering(
      'showInformationMessage',
      (text: string) => void said.push(text),
      () => run('archway.gopls.follow'),
    );
    assert.match(said.join(), /golang\.go/);
    assert.equal(await read(), undefined);
  });
});
