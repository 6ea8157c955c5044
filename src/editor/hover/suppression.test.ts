import assert from 'node:assert/strict';
import { viewOf } from '../../../test/support/document-view.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { loadParser } from '../../syntax/parser.ts';
import { documentHoverAt, hoverAt } from './hover.ts';

describe('suppression hover', function () {
  this.timeout(60_000);
  before(loadParser);

  it('says which rules, where and why', () => {
    const text =
      '//archway:ignore-file type-mismatch all *of* it\n\npackage m\n\n//archway:ignore undefined,nosuch |why|\nvar x = 1 //archway:ignore undefined\n\n//archway:ignore-file undefined late\nvar s = "//archway:ignore undefined"\n';
    const view = viewOf(folderWith({ 'go.mod': 'module m\n', 'a.go': text }), 'a.go', 'linux/arm64');
    const at = (place: string) => hoverAt(view, text.indexOf(place), { layout: true, constraints: true })?.markdown;
    const undefinedRule = '- `undefined`: Name that is not declared on some targets';
    assert.equal(
      at('-file type'),
      'Suppresses findings in the whole file:\n\n- `type-mismatch`: Value of a type that does not fit on some targets\n\nReason: all \\*of\\* it',
    );
    assert.equal(
      at('undefined,'),
      `Suppresses findings on the next line:\n\n${undefinedRule}\n- \`nosuch\`: there is no such rule\n\nReason: |why|`,
    );
    assert.equal(at('ignore undefined\n'), `Suppresses findings on this line:\n\n${undefinedRule}`);
    assert.match(at('-file undefined late') ?? '', /no effect/i);
    assert.equal(at('ignore undefined"'), undefined);
  });

  it('is there in other formats', () => {
    const text = 'FROM alpine\n# archway:ignore hardcoded-arch for the lab\nRUN x\n';
    assert.match(
      documentHoverAt(text, text.indexOf('hard'))?.markdown ?? '',
      /next line[\s\S]*`hardcoded-arch`[\s\S]*for the lab/,
    );
    assert.equal(documentHoverAt(text, 0), undefined);
  });
});
