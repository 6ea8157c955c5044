// Unkeyed literals of kernel structures: what their fields are called on each target, and the literal with the names written out.
import { message } from '../../messages/catalogue.ts';
import type { GoFile } from '../../module/package.ts';
import type { TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Node, Tree } from '../../syntax/tree.ts';
import type { Observer } from '../../types/observer.ts';
import type { TextEdit } from '../finding.ts';
import { type FixMaker, fileInfo } from '../support/compile-fix.ts';
import { kernelTypeName, PADDING } from '../support/kernel-package.ts';
import { ancestorsOf, operands } from '../support/nodes.ts';

/** What its facts are kept under: they are no findings. */
const OWNER = 'kernel-struct/literal';

/** An unkeyed literal, and the names of the fields of its type in order. */
interface UnkeyedLiteral {
  readonly file: GoFile;
  readonly node: Node;
  readonly type: string;
  readonly names: readonly string[];
}

/** Records the unkeyed literals of kernel structures. */
export const literalObserver: Observer = {
  structLiteral(c, node, type, struct, keyed) {
    const name = kernelTypeName(type);
    if (keyed || name === undefined) return;
    const { file } = c.env.file;
    const fact: UnkeyedLiteral = { file, node, type: name, names: struct.fields.map(({ name }) => name) };
    c.record(OWNER, fact);
  },
};

/**
 * Writes field names into the literal around the diagnostic: those of the targets where it has the right number of values. Padding
 * whose value is 0 is left out: not every target has it.
 */
export const keyedLiteralFixes: FixMaker = (diagnostic, context) => {
  const file = fileInfo(diagnostic, context);
  if (file === undefined) return {};
  const { tree } = file;
  const chain = [...ancestorsOf(tree, diagnostic.node), diagnostic.node];
  const facts = context.checker
    .factsOf(diagnostic.package)
    .filter(({ rule, fact }) => rule === OWNER && (fact as UnkeyedLiteral).file === diagnostic.file);
  const of = (at: Node) => facts.filter(({ fact }) => (fact as UnkeyedLiteral).node === at);
  const literal = chain.findLast((at) => of(at).length > 0);
  if (literal === undefined) return {};
  const body = tree.kind[literal] === Kind.LiteralValue ? literal : tree.child(literal, Field.Body);
  const values = operands(tree, body);
  // The diagnostic is about the literal itself, or one of its values.
  if (![literal, body, ...values, ...values.map((value) => value + 1)].includes(diagnostic.node)) return {};
  const variants = of(literal).map(({ targets, fact }) => ({ targets, ...(fact as UnkeyedLiteral) }));
  const fitting = variants.filter(
    ({ names, targets }) => names.length === values.length && (targets & diagnostic.targets) === 0,
  );
  const names = fitting[0]?.names;
  if (names === undefined || fitting.some((other) => other.names.join() !== names.join())) return {};
  const known = (name: string) => name !== '_' && variants.every((variant) => variant.names.includes(name));
  const kept = values.map((value, i) => !(PADDING.test(names[i]!) && tree.textOf(value) === '0'));
  if (values.some((_, i) => kept[i] && !known(names[i]!))) return {};
  const covered = variants.reduce((set: TargetSet, { targets }) => set | targets, 0);
  return {
    fixes: [
      {
        title: message('fix-keyed-literal', { type: fitting[0]!.type }),
        edits: keyed(tree, diagnostic.file.path, body, values, names, kept),
        automatic: (file.presence & ~covered & ~file.package_.conflicting) === 0,
      },
    ],
  };
};

/** The edits that write `Name: ` before each value that is kept and take the others away, aligned as gofmt does it. */
function keyed(
  tree: Tree,
  path: string,
  body: Node,
  values: readonly Node[],
  names: readonly string[],
  kept: readonly boolean[],
): TextEdit[] {
  const onOwnLines = values.every((value) => startsLine(tree.text, tree.start[value]!));
  const width = onOwnLines ? Math.max(...names.filter((_, i) => kept[i]).map((name) => name.length)) : 0;
  return values.map((value, i) => {
    const start = tree.start[value]!;
    if (kept[i]) return { path, start, end: start, text: `${names[i]}: `.padEnd(width + 2) };
    return { path, ...removal(tree, body, values, i), text: '' };
  });
}

/** The range of a value of a list with the comma and the blanks that go with it. */
function removal(tree: Tree, body: Node, values: readonly Node[], i: number): { start: number; end: number } {
  const { text } = tree;
  const value = values[i]!;
  const following = values[i + 1];
  if (startsLine(text, tree.start[value]!)) {
    const end = text.indexOf('\n', tree.end[value]);
    return { start: text.lastIndexOf('\n', tree.start[value]!), end: end < 0 ? tree.end[value]! : end };
  }
  if (following !== undefined) return { start: tree.start[value]!, end: tree.start[following]! };
  const before = values[i - 1];
  return { start: before === undefined ? tree.start[body]! + 1 : tree.end[before]!, end: tree.end[value]! };
}

function startsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
}

/** Takes padding out of a keyed literal where its value is 0, which it has anyway. */
export const paddingFixes: FixMaker = (diagnostic, context) => {
  const file = fileInfo(diagnostic, context);
  const dot = diagnostic.subject?.lastIndexOf('.') ?? -1;
  const name = diagnostic.subject?.slice(dot + 1) ?? '';
  if (file === undefined || !PADDING.test(name)) return {};
  const { tree } = file;
  const chain = ancestorsOf(tree, diagnostic.node);
  const element = chain.findLast((at) => tree.kind[at] === Kind.KeyedElement);
  const body = chain.findLast((at) => tree.kind[at] === Kind.LiteralValue);
  if (element === undefined || body === undefined) return {};
  if (tree.textOf(tree.child(element, Field.Value)) !== '0') return {};
  const values = operands(tree, body);
  const range = removal(tree, body, values, values.indexOf(element));
  const edit = { path: diagnostic.file.path, ...range, text: '' };
  return { fixes: [{ title: message('fix-drop-padding', { name }), edits: [edit], automatic: true }] };
};
