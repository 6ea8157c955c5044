// Lines of a width, in English and Chinese.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { wrap } from './wrap.ts';

describe('wrap', () => {
  it('breaks between words and between Chinese characters', () => {
    assert.equal(wrap('to check the targets', 9), 'to check\nthe\ntargets');
    assert.equal(wrap('检查所有目标平台', 8), '检查所有\n目标平台');
    assert.equal(wrap('用 go 命令构建', 7), '用 go\n命令构\n建');
    assert.equal(wrap('一\n二', 80), '一\n二');
  });

  it('keeps marks with the character they belong to', () => {
    assert.equal(wrap('目标平台，检查', 8), '目标平\n台，检查');
    assert.equal(wrap('检查所有（全部）', 10), '检查所有\n（全部）');
  });

  it('loses nothing, and makes no line too long that could be broken', () => {
    const texts = fc.array(fc.constantFrom('目', '标', '，', '（', '）', ' ', 'go', 'GOOS/GOARCH', '。', '\n'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(texts, fc.integer({ min: 20, max: 80 }), (pieces, width) => {
        const wrapped = wrap(pieces.join(''), width);
        assert.equal(wrapped.replace(/\s/g, ''), pieces.join('').replace(/\s/g, ''));
        for (const line of wrapped.split('\n').filter((one) => stringWidth(one) > width))
          assert.ok(!/\p{Script=Han}{2}/u.test(line), line);
      }),
    );
  });
});
