import assert from 'node:assert/strict';
import { crashFailure, isCrash, testFailures } from './failures.ts';

describe('what failing tests say', () => {
  it('is read from names of files without folders, with blanks, and of Windows drives', () => {
    const place = (line: string) => testFailures(line)[0]?.place;
    assert.deepEqual(place('    a_test.go:3: bad'), { file: 'a_test.go', line: 3 });
    assert.deepEqual(place('    /a b/ä_test.go:3: bad'), { file: '/a b/ä_test.go', line: 3 });
    assert.deepEqual(place('        C:\\m\\a_test.go:3: bad'), { file: 'C:\\m\\a_test.go', line: 3 });
  });

  it('is what the test printed where it names no place', () => {
    const output = '=== RUN   TestX\n    Error Trace: x\n--- FAIL: TestX (0.00s)\n';
    assert.deepEqual(testFailures(output), [{ text: 'Error Trace: x' }]);
    assert.deepEqual(testFailures('=== RUN   TestX\n    --- FAIL: TestX (0.00s)\n'), []);
  });

  it('is the words of QEMU where a signal ended the program under it', () => {
    const line = 'qemu: uncaught target signal 11 (Segmentation fault) - core dumped';
    assert.ok(isCrash(line));
    assert.ok(!isCrash('    a_test.go:3: panic: no'));
    assert.deepEqual(
      crashFailure(`${line}\n`, 'TestX', () => true),
      { text: line },
    );
  });

  it('is at no line of the Go tree', () => {
    const output =
      'panic: x\n\ngoroutine 1 [running]:\nmain.f()\n\t/go/src/testing/testing.go:3 +0x1\nm.TestX()\n\t/m/x_test.go:9\n';
    assert.deepEqual(crashFailure(output, 'TestX', (file) => file.startsWith('/m/')).place, {
      file: '/m/x_test.go',
      line: 9,
    });
  });
});
