// Features of one architecture's processors that a program cannot do without.
import { message } from '../../messages/catalogue.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../../syntax/tree.ts';
import type { FilePass } from '../rule.ts';
import { operands } from '../support/nodes.ts';
import { topLevelOf } from '../support/parents.ts';
import { guardsOf } from './guards.ts';

/** Reports `if !cpu.X86.HasAVX2 { panic(…) }`, where the file is built for other processors. */
export function checkRequired(pass: FilePass): void {
  const { file, tree, targets } = pass;
  if (file.isTest || !/\.(?:Has|Is)[A-Z]/.test(tree.text) || !/"(?:golang\.org\/x\/sys|internal)\/cpu"/.test(tree.text))
    return;
  const guards = guardsOf(tree);
  for (let n = 0; n < tree.length; n++) {
    if (tree.kind[n] !== Kind.IfStatement) continue;
    const condition = tree.child(n, Field.Condition);
    const flags = guards.lacking(condition);
    const ending = flags && endingOf(tree, tree.child(n, Field.Consequence));
    if (flags === undefined || ending === undefined || asksForArch(tree, n)) continue;
    const lacking = flags.find(({ goarchs }) => targets.members(file.presence(targets)).some(isOther(goarchs)));
    const set =
      file.presence(targets) & targets.where((target) => flags.some(({ goarchs }) => isOther(goarchs)(target)));
    if (lacking === undefined || set === 0) continue;
    pass.report({
      code: 'RequiredFeature',
      severity: ending === 'panics' ? 'error' : 'warning',
      message: message(ending === 'panics' ? 'cpu-feature-ends' : 'cpu-feature-error', { flag: lacking.text }),
      targets: set,
      path: file.path,
      start: tree.start[condition]!,
      end: tree.end[condition]!,
      noFix: message('cpu-feature-no-fix-required', {}),
    });
  }
}

function isOther(goarchs: readonly string[]): (target: { goarch: string }) => boolean {
  return ({ goarch }) => !goarchs.includes(goarch);
}

/** How a block ends: the program, or the function with an error; undefined for anything else. */
function endingOf(tree: Tree, block: Node): 'panics' | 'error' | undefined {
  const list = block === NONE ? NONE : tree.childOfKind(block, Kind.StatementList);
  const statements = list === NONE ? [] : operands(tree, list);
  const last = statements.at(-1);
  if (last === undefined) return undefined;
  const text = tree.textOf(last);
  if (/^(?:panic|os\.Exit|log\.(?:Fatal|Panic)\w*)\(/.test(text)) return 'panics';
  return /^return\b.*\b(?:errors\.New|fmt\.Errorf|Err[A-Z]\w*)\b/.test(text) ? 'error' : undefined;
}

/** Whether the function around a place asks for the architecture. */
function asksForArch(tree: Tree, node: Node): boolean {
  return /\bGOARCH\b/.test(tree.textOf(topLevelOf(tree, node)));
}
