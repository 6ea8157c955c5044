// The fix of a number of the kernel's interface: its constant in package syscall or golang.org/x/sys/unix.
import { message } from '../../messages/catalogue.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import type { Node } from '../../syntax/tree.ts';
import type { FileInfo } from '../../types/package-info.ts';
import type { Fix } from '../finding.ts';
import type { FactsPass } from '../rule.ts';
import { findImport } from './imports.ts';
import { portsOf } from './ports-of-file.ts';

const PACKAGES = ['golang.org/x/sys/unix', 'syscall'];

/**
 * Puts a constant in the place of a literal, where a package that the file imports has it on every target of the file.
 * @param isCertain whether the author must have meant it: automatic then, unless other systems take the file, too
 */
export function kernelConstantFix(
  pass: FactsPass,
  { file, node }: { readonly file: FileInfo; readonly node: Node },
  constant: string,
  isCertain: boolean,
): { fixes?: Fix[] } {
  const { tree } = file;
  for (const path of PACKAGES) {
    const found = findImport(tree, path);
    const imported = found && pass.resolve(path);
    if (imported === undefined || 'missing' in imported) continue;
    const { name, scope } = pass.checker.packageOf(imported);
    if ((file.presence & ~scope.presence(constant)) !== 0) continue;
    const text = `${found!.alias || name}.${constant}`;
    const edit = { path: file.file.path, start: tree.start[node]!, end: tree.end[node]!, text };
    const automatic = isCertain && portsOf(file.file).every(isLinux);
    return { fixes: [{ title: message('kernel-constant-fix', { constant: text }), edits: [edit], automatic }] };
  }
  return {};
}
