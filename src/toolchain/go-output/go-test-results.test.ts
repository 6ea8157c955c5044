// What becomes of tests, as the go command says it: its own output, of programs for another port that run on this machine.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { archway, makeFolder, removeFolder } from '../../cli/cli-process.testing.ts';
import { parseEvent } from './go-test-event.ts';
import { GoTestResults, type Result } from './go-test-results.ts';

const files = {
  'go.mod': 'module example.org/states\n\ngo 1.21\n',
  'sums/sums.go': 'package sums\n\n// Add adds.\nfunc Add(a, b int) int {\n\treturn a + b\n}\n',
  'sums/sums_test.go': `package sums

import (
	"fmt"
	"testing"
)

func TestPass(t *testing.T) { t.Log("a note") }

func TestFail(t *testing.T) {
	fmt.Println("printed")
	t.Errorf("sum = %d,\\nwant %d", Add(1, 1), 3)
	t.Error("again")
}

func TestSilent(t *testing.T) { t.Fail() }

func TestSkip(t *testing.T) { t.Skip("not here") }

func TestSub(t *testing.T) {
	t.Run("good", func(t *testing.T) {})
	t.Run("bad one", func(t *testing.T) { t.Fatal("subtest fails") })
}

func FuzzSeed(f *testing.F) {
	f.Add("x")
	f.Fuzz(func(t *testing.T, s string) {})
}

func ExampleAdd() {
	fmt.Println(Add(1, 2))
	// Output: 4
}

func BenchmarkAdd(b *testing.B) {
	for i := 0; i < b.N; i++ {
		Add(i, i)
	}
}
`,
  'panics/panics_test.go': `package panics

import "testing"

func TestBefore(t *testing.T) {}

func TestPanic(t *testing.T) {
	t.Run("inner", func(t *testing.T) {
		var values []int
		index(values)
	})
}

func index(values []int) { values[len(values)]++ }

func TestAfter(t *testing.T) {}
`,
  'slow/slow_test.go': `package slow

import (
	"os"
	"testing"
	"time"
)

func TestMain(m *testing.M) { os.Exit(m.Run()) }

func TestSlow(t *testing.T) {
	time.Sleep(time.Hour)
}
`,
  'goroutine/goroutine_test.go': `package goroutine

import "testing"

func TestGoroutine(t *testing.T) {
	go func() {
		panic("in a goroutine")
	}()
	select {}
}
`,
  'exits/exits_test.go':
    'package exits\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestExit(t *testing.T) { os.Exit(3) }\n',
  'broken/broken_test.go':
    'package broken\n\nimport "testing"\n\nfunc TestBroken(t *testing.T) {\n\tvar n int = "text"\n\tundefined(n)\n}\n',
  'vetted/vetted_test.go':
    'package vetted\n\nimport "testing"\n\nfunc TestVetted(t *testing.T) { t.Errorf("%d", "text") }\n',
  'elsewhere/elsewhere_test.go':
    '//go:build arm64\n\npackage elsewhere\n\nimport "testing"\n\nfunc TestArm(t *testing.T) {}\n',
};

describe('go test -json', function () {
  this.timeout(300_000);
  let cwd: string;
  let results: Result[];
  before(async () => {
    cwd = makeFolder(files);
    const folders = Object.keys(files).filter((path) => path.endsWith('_test.go'));
    results = await resultsOf(['--timeout=5s', ...folders.map((path) => `./${path.split('/')[0]}`)]);
  });
  after(() => removeFolder(cwd));

  async function resultsOf(args: readonly string[]): Promise<Result[]> {
    const flags = ['test', '--target=linux/386', '--json', '--fullpath'];
    const { stdout } = await archway([...flags, ...args], { cwd });
    const reader = new GoTestResults((file) => file.startsWith(cwd));
    return stdout.split('\n').flatMap((line) => {
      const event = parseEvent(line);
      return event ? reader.take(event) : [];
    });
  }

  /** The ends of the tests of a package, and of itself: the state, and each failure with its place. */
  function ends(name: string, of = results): Record<string, string[]> {
    const told = of.filter((one) => one.package === `example.org/states/${name}`);
    const final = told.filter(({ state }) => state !== 'started' && state !== 'output');
    return Object.fromEntries(
      final.map((one) => {
        const failures = 'failures' in one ? one.failures : [];
        const words = failures.map(({ text, place }) => {
          const file = place && (place.file.startsWith(cwd) ? place.file.slice(cwd.length + 1) : place.file);
          return place ? `${file}:${[place.line, place.column].filter(Boolean).join(':')}: ${text}` : text;
        });
        return [one.test ?? '', [one.state, ...words]];
      }),
    );
  }

  it('tells passed, failed and skipped tests, with what failed where', () => {
    assert.deepEqual(ends('sums'), {
      TestPass: ['passed'],
      TestFail: ['failed', 'sums/sums_test.go:12: sum = 2,\nwant 3', 'sums/sums_test.go:13: again'],
      TestSilent: ['failed'],
      TestSkip: ['skipped'],
      TestSub: ['failed'],
      'TestSub/good': ['passed'],
      'TestSub/bad_one': ['failed', 'sums/sums_test.go:22: subtest fails'],
      FuzzSeed: ['passed'],
      'FuzzSeed/seed#0': ['passed'],
      ExampleAdd: ['failed', 'got:\n3\nwant:\n4'],
      '': ['ended'],
    });
  });

  it('tells each test when it starts, and how long it took', () => {
    const told = results.filter(({ test }) => test === 'TestSub/bad_one');
    assert.equal(told[0]?.state, 'started');
    assert.equal(typeof told.at(-1)?.seconds, 'number');
  });

  it('tells how long a test took that took its program along, of which the go command says nothing', () => {
    const seconds = (name: string) =>
      results.find((one) => one.package === `example.org/states/${name}` && one.state === 'failed')?.seconds;
    assert.ok(seconds('slow')! > 4.9, String(seconds('slow')));
    for (const name of ['goroutine', 'exits']) assert.equal(typeof seconds(name), 'number', name);
  });

  it('tells how long a test took up to its panic, where what is printed then takes longer', () => {
    const reader = new GoTestResults(() => true);
    const about = { package: 'm/a', test: 'TestA' };
    reader.take({ ...about, action: 'run', time: 1000 });
    reader.take({ ...about, action: 'output', output: 'panic: no\n', time: 1250 });
    reader.take({ ...about, action: 'output', output: '\ngoroutine 7 [running]:\n', time: 9000 });
    const [failed] = reader.take({ action: 'fail', package: 'm/a', seconds: 9, time: 10_000 });
    assert.equal(failed?.seconds, 0.25);
  });

  it('tells a panic at the place of the user who made it, in the innermost test', () => {
    assert.deepEqual(ends('panics'), {
      TestBefore: ['passed'],
      TestPanic: ['failed'],
      'TestPanic/inner': [
        'failed',
        'panics/panics_test.go:14: panic: runtime error: index out of range [0] with length 0',
      ],
      '': ['ended'],
    });
    assert.deepEqual(ends('goroutine').TestGoroutine, [
      'failed',
      'goroutine/goroutine_test.go:7: panic: in a goroutine',
    ]);
  });

  it('tells a timeout at the call that the test waits in', () => {
    assert.deepEqual(ends('slow').TestSlow, [
      'failed',
      'slow/slow_test.go:12: panic: test timed out after 5s\n\trunning tests:\n\t\tTestSlow (5s)',
    ]);
  });

  it('tells a test that ends the program', () => {
    assert.deepEqual(ends('exits').TestExit, ['failed', 'The test program ended before this test did.']);
  });

  it('tells what does not build, and what go vet refuses', () => {
    const told = (name: string) => {
      const of = results.find((one) => one.package === `example.org/states/${name}` && one.state === 'errored');
      return of && 'failures' in of ? of.failures : [];
    };
    const file = (name: string) => join(name, `${name}_test.go`);
    assert.deepEqual(told('broken'), [
      {
        text: 'cannot use "text" (untyped string constant) as int value in variable declaration',
        place: { file: file('broken'), line: 6, column: 14 },
      },
      { text: 'undefined: undefined', place: { file: file('broken'), line: 7, column: 2 } },
    ]);
    assert.deepEqual(told('vetted'), [
      {
        text: '(*testing.common).Errorf format %d has arg "text" of wrong type string',
        place: { file: file('vetted'), line: 5, column: 43 },
      },
    ]);
  });

  it('tells only the end of a package whose files are all for other targets', () => {
    assert.deepEqual(ends('elsewhere'), { '': ['ended'] });
  });

  it('reads what builds say before Go 1.24, beside the events', () => {
    const reader = new GoTestResults(() => true);
    for (const line of ['# m/a [m/a.test]', '/m/a/a_test.go:6:2: undefined: x', '# m/b', '/m/b/b.go:1:1: other'])
      reader.takeText(line);
    assert.equal(parseEvent('# m/a [m/a.test]'), undefined);
    const output = 'FAIL\tm/a [build failed]\n';
    reader.take({ action: 'output', package: 'm/a', output });
    const [errored, ended] = reader.take({ action: 'fail', package: 'm/a', seconds: 0 });
    const place = { file: '/m/a/a_test.go', line: 6, column: 2 };
    const failures = [{ text: 'undefined: x', place }];
    assert.deepEqual(errored, { package: 'm/a', state: 'errored', failures, seconds: 0 });
    assert.equal(ended?.state, 'ended');
  });

  it('tells benchmarks, which have no end of their own', async () => {
    const told = await resultsOf(['--run=^$', './sums', '--', '-test.bench=.', '-test.benchtime=10x']);
    assert.deepEqual(ends('sums', told), { BenchmarkAdd: ['passed'], '': ['ended'] });
  });
});
