// Makefiles, scripts and Dockerfiles: eBPF programs compiled for the registers of one architecture.
import { makefileLines } from '../../formats/makefile.ts';
import { isArchTest } from '../../formats/words.ts';
import { message } from '../../messages/catalogue.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import { isForOneArchitecture } from '../hardcoded-arch/documents.ts';
import type { DocumentPass } from '../rule.ts';
import { archsWithRegisters } from './targets.ts';

const flag = /-D\s?__TARGET_ARCH_(\w*)/g;

/** Reports `clang -target bpf -D__TARGET_ARCH_x86`, where nothing else in the document is for other architectures. */
export function checkDocument(pass: DocumentPass): void {
  const { document, targets } = pass;
  const { path, text, format } = document;
  if (format === 'yaml' || format === 'json' || !text.includes('__TARGET_ARCH_') || isForOneArchitecture(path)) return;
  const found: { start: number; end: number; name: string }[] = [];
  for (const line of makefileLines(text)) {
    if (/^\s*(?:#|$)/.test(line.text)) continue;
    // Where it is decided by the architecture, the line may be for one only.
    if (/^\s*(?:else\s+)?(?:if|ifn?eq|case|elif)\b/.test(line.text) && isArchTest(line.text.replace(flag, ''))) return;
    for (const { 0: all, 1: name, index } of line.text.matchAll(flag)) {
      // `-D__TARGET_ARCH_$(ARCH)`.
      if (/[$@{%]/.test(line.text[index + all.length] ?? '') || name === '') return;
      found.push({ start: line.start + index, end: line.start + index + all.length, name: name! });
    }
  }
  const [first] = found;
  const archs = first && archsWithRegisters(first.name);
  if (first === undefined || archs === undefined || found.some(({ name }) => name !== first.name)) return;
  const set = targets.where((target) => isLinux(target) && !archs.includes(target.goarch));
  if (set === 0) return;
  pass.report({
    code: 'ForeignRegisters',
    kind: 'text',
    // Whether the program takes registers is not known here.
    severity: 'info',
    message: message('ebpf-arch-registers', { flag: text.slice(first.start, first.end) }),
    targets: set,
    path,
    start: first.start,
    end: first.end,
    noFix: message('ebpf-arch-no-fix-registers', {}),
  });
}
