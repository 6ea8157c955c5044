// Go packages: eBPF objects that are made for, or embedded on, other targets than those the code is built for.
import { join } from 'node:path';
import { message } from '../../messages/catalogue.ts';
import type { GoFile } from '../../module/package.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import type { TargetSet } from '../../platform/target.ts';
import type { Tree } from '../../syntax/tree.ts';
import type { Fix } from '../finding.ts';
import type { PackagePass } from '../rule.ts';
import { type Bpf2go, bpf2goOf, directives, type Word } from './directives.ts';
import { byteOrderOfObject } from './object-file.ts';
import { archsWithRegisters, hasByteOrder, isBpf2goTarget, isForObject, isForTarget } from './targets.ts';

interface Source {
  readonly file: GoFile;
  readonly tree: Tree;
}

/** Reports the directives of a package. */
export function checkDirectives(pass: PackagePass): void {
  const sources = pass.files.filter((file) => !file.isTest).map((file) => ({ file, tree: pass.tree(file) }));
  for (const source of sources) {
    for (const words of directives(source.tree, 'generate')) {
      const call = bpf2goOf(words);
      if (call !== undefined) checkTargets(pass, source, call, sources);
      checkRegisters(pass, source, words, call);
    }
    for (const words of directives(source.tree, 'embed')) checkObjects(pass, source, words);
  }
}

/** `-target amd64`, where code that is built for others uses the loader. Where the generated code is there, the compiler says it. */
function checkTargets(
  pass: PackagePass,
  { file }: Source,
  { target, ident }: Bpf2go,
  sources: readonly Source[],
): void {
  const { targets } = pass;
  if (target === undefined) return;
  const elements = target.text.split(',');
  const covers = elements.map(isForTarget);
  if (covers.includes(undefined)) return;
  const generated = new RegExp(`^${ident.toLowerCase()}_(?:\\w+_)?bpfe[lb](?:_\\w+)?\\.go$`, 'i');
  if (pass.package.files.some(({ name }) => generated.test(name))) return;
  const title = ident[0]!.toUpperCase() + ident.slice(1);
  const use = new RegExp(`\\b(?:[Ll]oad${title}(?:Objects)?|${ident}Objects)\\b`);
  const using = sources.filter(({ tree }) => use.test(tree.text));
  const built = using.reduce((set: TargetSet, { file }) => set | file.presence(targets), 0);
  const missing = built & targets.where((one) => isLinux(one) && !covers.some((isFor) => isFor!(one)));
  if (missing === 0) return;
  pass.report({
    code: 'MissingObject',
    message: message('ebpf-arch-target', { target: target.text, ident }),
    targets: missing,
    path: file.path,
    start: target.start,
    end: target.end,
    fixes: targetFixes(pass, file, target, missing),
  });
}

/** Adds what is missing to `-target`: generic objects of the other byte order, or those of the architectures. */
function targetFixes({ targets }: PackagePass, file: GoFile, target: Word, missing: TargetSet): Fix[] {
  const isGeneric = /^bpfe[lb]$/.test(target.text);
  const goarchs = [...new Set(targets.members(missing).map(({ goarch }) => goarch))];
  const added = isGeneric ? [target.text === 'bpfel' ? 'bpfeb' : 'bpfel'] : goarchs.filter(isBpf2goTarget);
  if (added.length === 0) return [];
  const text = [target.text, ...added].join(',');
  const edit = { path: file.path, start: target.start, end: target.end, text };
  // It has to be generated anew, and whether the program is right there only its author knows.
  return [{ title: message('ebpf-arch-fix-target', { targets: added.join(', ') }), edits: [edit], automatic: false }];
}

/** What takes registers out of `struct pt_regs` by the name of the architecture. */
const registers = /\bPT_REGS_|\bBPF_(?:U|K)(?:RET)?PROBE\b|\bBPF_(?:K|U)SYSCALL\b|\bBPF_KPROBE_SYSCALL\b/;

/** `-D__TARGET_ARCH_x86` for a program that takes the arguments of a probe, where the object is for other machines as well. */
function checkRegisters(
  pass: PackagePass,
  { file, tree }: Source,
  words: readonly Word[],
  call: Bpf2go | undefined,
): void {
  const { targets } = pass;
  const defined = words.filter(({ text }) => /^-D__TARGET_ARCH_\w+$/.test(text));
  const [word] = defined;
  const archs = word && archsWithRegisters(word.text.slice('-D__TARGET_ARCH_'.length));
  if (word === undefined || archs === undefined || defined.length > 1) return;
  // bpf2go defines it for objects of one architecture, which are built for no other.
  if (call?.target !== undefined && !/^bpf(?:el|eb)?(?:,bpf(?:el|eb))*$/.test(call.target.text)) return;
  // Another directive may be for the other architectures.
  if ((tree.text.match(/__TARGET_ARCH_\w+/g) ?? []).some((name) => name !== word.text.slice(2))) return;
  const source = call?.source ?? words.find(({ text }) => /\.c$/.test(text))?.text;
  const text = source === undefined ? undefined : pass.text(join(pass.package.dir, source));
  if (text === undefined || !registers.test(text)) return;
  const set = file.presence(targets) & targets.where((one) => isLinux(one) && !archs.includes(one.goarch));
  if (set === 0) return;
  pass.report({
    code: 'ForeignRegisters',
    message: message('ebpf-arch-registers', { flag: word.text }),
    targets: set,
    path: file.path,
    start: word.start,
    end: word.end,
    noFix: message('ebpf-arch-no-fix-registers', {}),
  });
}

/** `//go:embed prog_x86_bpfel.o`. */
function checkObjects(pass: PackagePass, { file }: Source, words: readonly Word[]): void {
  const { targets } = pass;
  const presence = file.presence(targets) & targets.where(isLinux);
  for (const { text, start, end } of words) {
    if (!text.endsWith('.o') || /[*?[]/.test(text)) continue;
    const name = text.slice(text.lastIndexOf('/') + 1);
    const order = byteOrderOfObject(pass.text(join(pass.package.dir, text)));
    const isFor = isForObject(name);
    const wrongOrder = order === undefined ? 0 : presence & targets.where((target) => !hasByteOrder(target, order));
    const wrong = isFor === undefined ? 0 : presence & targets.where((target) => !isFor(target)) & ~wrongOrder;
    const place = { path: file.path, start, end };
    if (wrongOrder !== 0)
      pass.report({
        code: 'ForeignByteOrder',
        severity: 'error',
        message: message('ebpf-arch-byte-order', { object: name }),
        targets: wrongOrder,
        ...place,
      });
    if (wrong !== 0)
      pass.report({
        code: 'ForeignObject',
        message: message('ebpf-arch-object', { object: name }),
        targets: wrong,
        ...place,
      });
  }
}
