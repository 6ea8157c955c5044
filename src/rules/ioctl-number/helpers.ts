// Constants and functions that make requests of ioctl as most architectures do it: copies of the macros _IOC, _IOR, _IOW and _IOWR.
import { message } from '../../messages/catalogue.ts';
import { hasThreeDirectionBits } from '../../platform/linux-abi/ioctls.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import type { TargetSet } from '../../platform/target.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import type { Node } from '../../syntax/tree.ts';
import type { Checker } from '../../types/checker.ts';
import { PACKAGE_LEVEL } from '../../types/collect.ts';
import type { Const, Func, GoObject } from '../../types/object.ts';
import type { FileInfo, PackageInfo } from '../../types/package-info.ts';
import { constValue } from '../../types/resolve.ts';
import type { FactsPass } from '../rule.ts';
import { asksArchitecture } from '../support/asks-architecture.ts';
import { operatorOf } from '../support/nodes.ts';
import { operandOf } from '../support/operands.ts';

/** How people spell _IOC_WRITE; _IOC_READ is spelt the same way. */
const WRITES: readonly string[] = [
  '_IOC_WRITE',
  'IOC_WRITE',
  'iocWrite',
  'iocWRITE',
  'IOCWrite',
  'IocWrite',
  '_iocWrite',
  'ioc_write',
];
const FUNCTIONS: readonly string[] = ['IOC', 'ioc', 'IOW', 'iow', 'IOR', 'ior', 'IOWR', 'iowr'].flatMap((name) => [
  name,
  `_${name}`,
]);

/** Whether a constant or a function may be such a helper by its name. */
export function isHelperName(name: string): boolean {
  return names.has(name);
}

const names: ReadonlySet<string> = new Set([...WRITES, ...FUNCTIONS]);

/** Where the parts of a request lie in two bits of direction and 14 of size. */
const SHIFTS = [8, 16, 30];
/** Longer functions are no copies of a macro. */
const MAX_NODES = 400;

/** Reports the first such constant or function of the package. */
export function checkHelpers(pass: FactsPass): void {
  const { checker, targets } = pass;
  const info = checker.packageOf(pass.package);
  const concerned = targets.where((target) => isLinux(target) && hasThreeDirectionBits(target.goarch));
  const helper = wrongConstant(checker, info, concerned) ?? wrongFunction(checker, info, concerned);
  if (helper === undefined) return;
  const { file, node } = helper.object.site!;
  if (asksArchitecture(file)) return;
  pass.report({
    code: 'IoctlEncoding',
    message: message('ioctl-number-helper', { name: helper.object.name }),
    targets: helper.targets,
    path: file.file.path,
    start: file.tree.start[node]!,
    end: file.tree.end[node]!,
  });
}

interface Helper {
  readonly object: GoObject;
  readonly targets: TargetSet;
}

/** A constant for the direction write that is 1, where the one for read is 2. */
function wrongConstant(c: Checker, info: PackageInfo, concerned: TargetSet): Helper | undefined {
  for (const name of WRITES) {
    const read = name.replace(/write/i, (word) => SPELLINGS.get(word)!);
    for (const object of info.scope.declarations(name)) {
      if (object.kind !== 'const' || object.site === undefined) continue;
      let targets = 0;
      c.probe(object.presence & concerned, () => {
        const other = info.scope.lookup(read, c.now);
        if (other?.kind === 'const' && isNumber(c, object, 1n) && isNumber(c, other, 2n)) targets |= c.now;
      });
      if (targets !== 0) return { object, targets };
    }
  }
  return undefined;
}

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['WRITE', 'READ'],
  ['Write', 'Read'],
  ['write', 'read'],
]);

function isNumber(c: Checker, object: Const, number: bigint): boolean {
  const value = constValue(c, object);
  return value?.kind === 'int' && value.value === number;
}

/** A function that shifts the direction by 30, and type and size as the macros do. */
function wrongFunction(c: Checker, info: PackageInfo, concerned: TargetSet): Helper | undefined {
  for (const object of FUNCTIONS.flatMap((name) => info.scope.declarations(name))) {
    if (object.kind !== 'func' || object.site === undefined) continue;
    const { file } = object.site;
    let targets = 0;
    c.probe(object.presence & concerned, () => {
      const shifts = c.inside({ file, scope: PACKAGE_LEVEL }, () => shiftsIn(c, file, object));
      if (SHIFTS.every((shift) => shifts.has(shift))) targets |= c.now;
    });
    if (targets !== 0) return { object, targets };
  }
  return undefined;
}

/** The constants by which the body of a function shifts to the left. */
function shiftsIn(c: Checker, { tree }: FileInfo, { declaration }: Func): Set<number> {
  const found = new Set<number>();
  if (tree.next[declaration]! - declaration > MAX_NODES) return found;
  const isShift = (node: Node) => operatorOf(tree, node) === '<<';
  for (let node = declaration; node < tree.next[declaration]!; node++) {
    if (!isShift(node)) continue;
    const right = tree.child(node, Field.Right);
    if (tree.kind[right] !== Kind.IntLiteral && tree.kind[right] !== Kind.Identifier) continue;
    const x = operandOf(c, right);
    if (x?.mode === 'constant' && x.value?.kind === 'int') found.add(Number(x.value.value));
  }
  return found;
}
