import assert from 'node:assert/strict';
import { testFilter, testFilters } from './test-filter.ts';

describe('which tests the go command runs', () => {
  it('runs one test, or one of its subtests', () => {
    assert.deepEqual(testFilter(['TestAdd']), { run: '^TestAdd$' });
    assert.deepEqual(testFilter(['TestAdd/big (32 bit)']), { run: '^TestAdd$/^big_\\(32_bit\\)$' });
  });

  it('runs several tests, without the benchmarks beside them', () => {
    assert.deepEqual(testFilter(['TestAdd', 'ExampleAdd', 'FuzzAdd', 'BenchmarkAdd']), {
      run: '^(TestAdd|ExampleAdd|FuzzAdd)$',
    });
  });

  it('runs benchmarks alone', () => {
    assert.deepEqual(testFilter(['BenchmarkAdd']), { run: '^$', args: ['-test.bench=^BenchmarkAdd$'] });
  });

  it('runs each subtest together with others of the same test, and none twice', () => {
    const names = ['TestAdd', 'TestSub/a', 'TestSub/b c', 'TestAdd/big', 'TestMul/x/y', 'BenchmarkAdd/small'];
    assert.deepEqual(testFilters(names), [
      { names: ['TestAdd'], filter: { run: '^TestAdd$' } },
      { names: ['TestSub/a', 'TestSub/b c'], filter: { run: '^TestSub$/^(a|b_c)$' } },
      { names: ['TestMul/x/y'], filter: { run: '^TestMul$/^x$/^y$' } },
      { names: ['BenchmarkAdd/small'], filter: { run: '^$', args: ['-test.bench=^BenchmarkAdd$/^small$'] } },
    ]);
  });

  it('runs nothing for no name', () => {
    assert.equal(testFilter([]), undefined);
  });
});
