// archway targets and archway rules.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rules } from '../../src/rules/registry.ts';
import { archway } from '../support/archway.ts';

describe('lists', () => {
  it('archway targets has a line for every port of the go command', async () => {
    const { stdout } = await archway('.', ['targets']);
    const ports = execFileSync('go', ['tool', 'dist', 'list'], { encoding: 'utf8' }).trim().split('\n');
    const listed = stdout.split('\n').flatMap((line) => /^(\w+\/\w+) /.exec(line)?.[1] ?? []);
    assert.deepEqual(listed, ports);
  });

  it('archway rules shows the page that docs/rules has', async () => {
    for (const { id } of rules) {
      const { stdout } = await archway('.', ['rules', id]);
      assert.equal(stdout, readFileSync(new URL(`../../docs/rules/${id}.md`, import.meta.url), 'utf8'));
    }
    const { stdout } = await archway('.', ['rules']);
    for (const { id, title } of rules) assert.ok(stdout.includes(`\n${id} `) && stdout.includes(title), id);
    assert.equal((await archway('.', ['rules', 'none'])).status, 2);
  });
});
