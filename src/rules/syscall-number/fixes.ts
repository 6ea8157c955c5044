// The fix of a system call's number: its constant in package syscall or golang.org/x/sys/unix.
import { message } from '../../messages/catalogue.ts';
import { isLinux, syscallNames } from '../../platform/linux-abi/syscalls.ts';
import type { Fix } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { findImport } from '../support/imports.ts';
import { portsOf } from '../support/ports-of-file.ts';
import { type NumberFact, placeOf } from './facts.ts';
import type { Meant } from './meant.ts';

const PACKAGES = ['golang.org/x/sys/unix', 'syscall'];

/**
 * Puts the constant in the place of the number, where a package that the file imports has it on every target of the file. Automatic
 * where the author's words say which call is meant, and it is the same call everywhere: 386 has an old `stat` and a `stat64`.
 */
export function fixesFor(pass: FactsPass, fact: NumberFact, { call, isNamed }: Meant): { fixes?: Fix[] } {
  const { file, node } = placeOf(pass.package, fact);
  if (file !== fact.origin.file) return {};
  const constant = `SYS_${call.toUpperCase()}`;
  for (const path of PACKAGES) {
    const found = findImport(file.tree, path);
    const imported = found && pass.resolve(path);
    if (imported === undefined || 'missing' in imported) continue;
    const { name, scope } = pass.checker.packageOf(imported);
    if ((file.presence & ~scope.presence(constant)) !== 0) continue;
    const text = `${found!.alias || name}.${constant}`;
    const { tree } = file;
    const edit = { path: file.file.path, start: tree.start[node]!, end: tree.end[node]!, text };
    const isOne = !syscallNames().has(`${call}64`) && !syscallNames().has(`${call}32`);
    const automatic = isNamed && isOne && portsOf(file.file).every(isLinux);
    return { fixes: [{ title: message('syscall-number-fix', { constant: text }), edits: [edit], automatic }] };
  }
  return {};
}
