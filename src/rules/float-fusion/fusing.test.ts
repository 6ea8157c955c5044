// Which architectures fuse, as the rules of the compiler in GOROOT have it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FUSING } from './fusing.ts';

/** The GOARCHes of a file of rules that has another name. */
const PORTS: Readonly<Record<string, readonly string[]>> = { PPC64: ['ppc64', 'ppc64le'] };

it('float-fusion knows the architectures that fuse, and which of them fuse what is subtracted', function () {
  const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  const folder = join(root, 'src/cmd/compile/internal/ssa/_gen');
  if (!existsSync(folder)) this.skip();
  const found = new Map<string, { subtrahend: boolean }>();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.rules'))) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    const fusing = lines.filter((line) => /^[^/]*useFMA\(/.test(line) && !line.includes('buildcfg.GO'));
    if (fusing.length === 0) continue;
    // (SUB z (MUL x y)): the product stands second.
    const subtrahend = fusing.some((line) => /\(F?SUB\w*(?:\(\w\|\w\))? \w+ \(F?MUL/.test(line));
    const arch = name.slice(0, -'.rules'.length);
    for (const goarch of PORTS[arch] ?? [arch.toLowerCase()]) found.set(goarch, { subtrahend });
  }
  assert.deepEqual(new Map([...found].sort()), FUSING);
});
