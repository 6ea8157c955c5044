// Which system call somebody meant by a number.
import type { GoFile } from '../../module/package.ts';
import { isLinux, syscallName, syscallNames } from '../../platform/linux-abi/syscalls.ts';
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE } from '../../syntax/tree.ts';
import { topLevelOf } from '../support/parents.ts';
import { portsOf } from '../support/ports-of-file.ts';
import type { NumberFact } from './facts.ts';

/** The call somebody meant by a number, and whether their own words say so; otherwise it is what the number means on linux/amd64. */
export interface Meant {
  readonly call: string;
  readonly isNamed: boolean;
}

/** What people put around the name of a call: `sysGettid`, `SYS_GETTID`, `__NR_gettid`, `gettidTrap`. */
const PREFIXES = ['linux', 'syscall', 'sys', 'nr', 'trap'];
const SUFFIXES = ['syscall', 'trap', 'number', 'num', 'nr', 'no'];

let spellings: ReadonlyMap<string, string> | undefined;

/** The system call that the name of a constant names; undefined where it names none. */
function callNamedBy(constant: string): string | undefined {
  spellings ??= new Map([...syscallNames()].map((name) => [name.replaceAll('_', ''), name]));
  let rest = constant.toLowerCase().replaceAll('_', '');
  for (;;) {
    const found = spellings.get(rest);
    if (found !== undefined) return found;
    const prefix = PREFIXES.find((one) => rest.startsWith(one));
    const suffix = SUFFIXES.find((one) => rest.endsWith(one));
    if (prefix !== undefined) rest = rest.slice(prefix.length);
    else if (suffix !== undefined) rest = rest.slice(0, -suffix.length);
    else return undefined;
  }
}

/**
 * Whether a call is what somebody means who says `name`: architectures have `newfstatat` or `fstatat64` for `fstatat`, `mmap2`,
 * `_newselect`, `epoll_pwait`. All of these hold the letters of the shorter name in their order.
 */
export function isKindOf(call: string, name: string): boolean {
  const letters = (text: string) => text.replace(/[_\d]/g, '');
  const [short, long] = [letters(call), letters(name)].sort((a, b) => a.length - b.length) as [string, string];
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}

/** The calls among those a number stands for on `goarchs` that a text names. */
function callsNamedIn(text: string, number: number, goarchs: Iterable<string>): Set<string> {
  const words = new Set([...text.matchAll(/\w+/g)].flatMap(([word]) => callNamedBy(word!) ?? []));
  const calls = [...goarchs].map((goarch) => syscallName(goarch, number));
  return new Set(calls.filter((call) => call !== undefined && words.has(call)) as string[]);
}

/** What the author meant: the call that the constant is named after, or the words around it; else the one on linux/amd64. */
export function meantBy({ number, origin, use }: NumberFact): Meant | undefined {
  for (const name of origin.names) {
    const call = callNamedBy(name);
    if (call !== undefined) return { call, isNamed: true };
  }
  const goarchs = new Set(portsOf(origin.file.file).flatMap((port) => (isLinux(port) ? [port.goarch] : [])));
  const isForAmd64 = goarchs.has('amd64') && isLinuxAmd64(use.file.file);
  const call = isForAmd64 ? syscallName('amd64', number) : undefined;
  const words = [...callsNamedIn(wordsAround(origin) + wordsAround(use) + functionAround(use), number, goarchs)];
  if (call !== undefined && (words.length !== 1 || words[0] === call)) return { call, isNamed: words.includes(call) };
  return words.length === 1 ? { call: words[0]!, isNamed: true } : undefined;
}

function isLinuxAmd64(file: GoFile): boolean {
  return portsOf(file).some(({ goos, goarch }) => goos === 'linux' && goarch === 'amd64');
}

/** The line of a node, and the comments right above. */
function wordsAround({ file: { tree }, node }: NumberFact['use']): string {
  const { text } = tree;
  const start = tree.start[node]!;
  const end = text.indexOf('\n', start);
  let from = text.lastIndexOf('\n', start) + 1;
  while (from > 0) {
    const above = text.lastIndexOf('\n', from - 2) + 1;
    if (!text.slice(above, from).trimStart().startsWith('//')) break;
    from = above;
  }
  return `${text.slice(from, end < 0 ? text.length : end)}\n`;
}

/** The name of the function around a node. */
function functionAround({ file: { tree }, node }: NumberFact['use']): string {
  const top = topLevelOf(tree, node);
  const isFunction = tree.kind[top] === Kind.FunctionDeclaration || tree.kind[top] === Kind.MethodDeclaration;
  const name = isFunction ? tree.child(top, Field.Name) : NONE;
  return name === NONE ? '' : tree.textOf(name);
}
