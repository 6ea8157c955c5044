// A program whose numbers are cut on 386, and are not after the fixes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { requestFor } from '../../../test/support/check.ts';
import { folderWith } from '../../../test/support/temporary.ts';
import { fixAll, writeFixes } from '../../analysis/fix.ts';

const program = `package main

import (
	"fmt"
	"hash/crc32"
	"os"
	"strconv"
	"time"
)

func fileSize() int64 { return 5 << 30 }

func main() {
	seconds := len(os.Args) + 4
	fmt.Println(time.Duration(seconds * 1000000000))
	fmt.Println(strconv.Itoa(int(fileSize())))
	fmt.Println(int(crc32.ChecksumIEEE([]byte("a"))) % 7)
	n, err := strconv.Atoi("5000000000")
	fmt.Println(int64(n), err)
}
`;

describe('int-width at run time', function () {
  this.timeout(120_000);

  it('finds what is cut, and mends it', async () => {
    const dir = folderWith(
      new Map([
        ['go.mod', 'module example.org/numbers\n\ngo 1.22\n'],
        ['main.go', program],
      ]),
    );
    const run = (GOARCH: string) => {
      const env = { ...process.env, GOARCH, CGO_ENABLED: '0', GOWORK: 'off', GOFLAGS: '' };
      return execFileSync('go', ['run', '.'], { cwd: dir, env, encoding: 'utf8' }).split('\n');
    };
    const right = ['5s', '5368709120', '4', '5000000000 <nil>', ''];
    assert.deepEqual(run('amd64'), right);
    const wrong = run('386');
    right.slice(0, -1).forEach((line, i) => {
      assert.notEqual(wrong[i], line);
    });
    writeFixes(await fixAll(requestFor(dir, 'linux/386,linux/amd64'), new Set(['int-width'])));
    assert.deepEqual(run('386'), right);
    assert.deepEqual(run('amd64'), right);
  });
});
