// binary.NativeEndian in the place of a fixed order.
import { message } from '../../messages/catalogue.ts';
import type { GoPackage } from '../../module/package.ts';
import { compareGoVersions } from '../../module/semver.ts';
import { Field } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { Fix } from '../finding.ts';

/** Whether the language version of a package's module has binary.NativeEndian. */
export function hasNativeEndian({ module }: GoPackage): boolean {
  return compareGoVersions(module.goVersion, '1.21') >= 0;
}

/**
 * Writes binary.NativeEndian for orders.
 * @param orders `binary.LittleEndian`
 */
export function nativeFix(path: string, tree: Tree, orders: readonly Node[], automatic: boolean): Fix {
  const edits = orders.map((order) => {
    const name = tree.child(order, Field.Field);
    return { path, start: tree.start[name]!, end: tree.end[name]!, text: 'NativeEndian' };
  });
  return { title: message('byte-order-fix-native', {}), edits, automatic };
}
