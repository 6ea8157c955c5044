// The rules, one line each. Documentation pages, the schema of archway.json and the SARIF rule table are generated from this list.
import { buildConstraint } from './build-constraint/rule.ts';
import { byteOrder } from './byte-order/rule.ts';
import { compileError } from './compile-error/rule.ts';
import { constantOverflow } from './constant-overflow/rule.ts';
import { cpuFeature } from './cpu-feature/rule.ts';
import { dependencyBuild } from './dependency-build/rule.ts';
import { doesNotImplement } from './does-not-implement/rule.ts';
import { ebpfArch } from './ebpf-arch/rule.ts';
import { floatFusion } from './float-fusion/rule.ts';
import { hardcodedArch } from './hardcoded-arch/rule.ts';
import { intWidth } from './int-width/rule.ts';
import { ioctlNumber } from './ioctl-number/rule.ts';
import { kernelStruct } from './kernel-struct/rule.ts';
import { missingFunctionBody } from './missing-function-body/rule.ts';
import { noGoFiles } from './no-go-files/rule.ts';
import { pageSize } from './page-size/rule.ts';
import { redeclared } from './redeclared/rule.ts';
import type { Rule } from './rule.ts';
import { seccompArch } from './seccomp-arch/rule.ts';
import { suppression } from './suppression/rule.ts';
import { syscallArgs } from './syscall-args/rule.ts';
import { syscallNumber } from './syscall-number/rule.ts';
import { typeMismatch } from './type-mismatch/rule.ts';
import { unalignedAtomic } from './unaligned-atomic/rule.ts';
import { unameMap } from './uname-map/rule.ts';
import { undefinedRule } from './undefined/rule.ts';
import { unsafeCast } from './unsafe-cast/rule.ts';

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  buildConstraint,
  byteOrder,
  compileError,
  constantOverflow,
  cpuFeature,
  dependencyBuild,
  doesNotImplement,
  floatFusion,
  ebpfArch,
  hardcodedArch,
  intWidth,
  ioctlNumber,
  kernelStruct,
  missingFunctionBody,
  noGoFiles,
  pageSize,
  redeclared,
  seccompArch,
  syscallArgs,
  syscallNumber,
  typeMismatch,
  unalignedAtomic,
  unameMap,
  undefinedRule,
  unsafeCast,
  suppression,
].sort((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map(rules.map((rule) => [rule.id, rule]));

/** The rule of an id, undefined where there is none. */
export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}
