// A program that reads beyond an int on 386, and does not after the fix.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { requestFor } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { fixAll, writeFixes } from '../../analysis/fix.ts';

const program = `package main

import (
	"fmt"
	"unsafe"
)

type pair struct{ first, second int }

func main() {
	p := &pair{1, 2}
	fmt.Print(*(*int64)(unsafe.Pointer(&p.first)))
}
`;

describe('unsafe-cast at run time', function () {
  this.timeout(120_000);

  it('finds the cast that reads the neighbour, and mends it', async () => {
    const dir = folderWith(
      new Map([
        ['go.mod', 'module example.org/pair\n\ngo 1.22\n'],
        ['main.go', program],
      ]),
    );
    const run = () =>
      execFileSync('go', ['run', '.'], {
        cwd: dir,
        env: { ...process.env, GOARCH: '386', CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' },
        encoding: 'utf8',
      });
    assert.equal(run(), String(2n ** 33n + 1n));
    writeFixes(await fixAll(requestFor(dir, 'linux/386,linux/amd64'), new Set(['unsafe-cast'])));
    assert.equal(run(), '1');
  });
});
