// The test functions of a Go file, by the rules of `go help testfunc`.
import type { Tree } from '../syntax/tree.ts';

/** A function that `go test` runs. */
export interface TestFunction {
  readonly name: string;
  readonly kind: 'test' | 'benchmark' | 'fuzz' | 'example';
  /** UTF-16 range of its declaration. */
  readonly start: number;
  readonly end: number;
}

/** The test functions of a file, in order; none where its name does not end in `_test.go`. */
export function testsInFile(_fileName: string, _tree: Tree): TestFunction[] {
  return [];
}

/**
 * The test at an offset, as `go test` names it: `TestX`, or `TestX/sub_name` inside of the function of a `t.Run` whose name is constant;
 * undefined where there is none.
 */
export function testNameAt(_fileName: string, _tree: Tree, _offset: number): string | undefined {
  return undefined;
}
