// ebpf-arch: eBPF objects that are for other machines than the program that loads them.
import type { Rule } from '../rule.ts';
import { documentation } from './documentation.ts';
import { checkDocument } from './documents.ts';
import { checkDirectives } from './go.ts';

export const ebpfArch: Rule = {
  id: 'ebpf-arch',
  title: 'eBPF object that is for other architectures',
  kind: 'run',
  severity: 'warning',
  documentation,
  checkPackage: checkDirectives,
  checkDocument,
};
