// From what the type checker reports to findings: which rule a compile error belongs to.
import type { TargetList } from '../platform/target.ts';
import type { Checker } from '../types/checker.ts';
import type { Diagnostic } from '../types/diagnostic.ts';
import { compileError } from './compile-error/rule.ts';
import { constantOverflow } from './constant-overflow/rule.ts';
import { doesNotImplement } from './does-not-implement/rule.ts';
import type { Related, Report } from './finding.ts';
import { kernelStruct } from './kernel-struct/rule.ts';
import { isKernelMember } from './kernel-struct/types.ts';
import { redeclared } from './redeclared/rule.ts';
import type { Rule } from './rule.ts';
import { typeMismatch } from './type-mismatch/rule.ts';
import { undefinedRule } from './undefined/rule.ts';

const RULES: Readonly<Record<string, Rule>> = {
  UndeclaredName: undefinedRule,
  UndeclaredImportedName: undefinedRule,
  UnexportedName: undefinedRule,
  MissingFieldOrMethod: undefinedRule,
  MissingLitField: undefinedRule,
  DuplicateDecl: redeclared,
  DuplicateMethod: redeclared,
  NumericOverflow: constantOverflow,
  TruncatedFloat: constantOverflow,
  InvalidConstVal: constantOverflow,
  InvalidIfaceAssign: doesNotImplement,
  ImpossibleAssert: doesNotImplement,
  IncompatibleAssign: typeMismatch,
  MismatchedTypes: typeMismatch,
  InvalidConversion: typeMismatch,
  InvalidUntypedConversion: typeMismatch,
};

/** Errors that are the kernel's structures' where one of their fields is behind them. */
const KERNEL_CODES = new Set([
  'IncompatibleAssign',
  'MismatchedTypes',
  'MissingFieldOrMethod',
  'MissingLitField',
  'InvalidStructLit',
  'UnexportedLitField',
  'NumericOverflow',
  'InvalidConversion',
]);

/** What {@link reportOf} may ask. */
export interface CompileContext {
  readonly targets: TargetList;
  readonly checker: Checker;
}

/** The rule a compile error belongs to. */
export function ruleOf(diagnostic: Diagnostic): Rule {
  const { code, subject } = diagnostic;
  if (subject !== undefined && KERNEL_CODES.has(code) && isKernelMember(subject)) return kernelStruct;
  return RULES[code] ?? compileError;
}

/** A compile error as the report of its rule. */
export function reportOf(diagnostic: Diagnostic, context: CompileContext): Report | undefined {
  const rule = ruleOf(diagnostic);
  void context;
  return {
    rule: rule.id,
    code: diagnostic.code,
    kind: rule.kind,
    severity: rule.severity,
    message: diagnostic.message,
    details: diagnostic.details,
    path: diagnostic.file.path,
    start: diagnostic.start,
    end: diagnostic.end,
    targets: diagnostic.targets,
    related: diagnostic.related.map(
      (place): Related => ({ path: place.file.path, start: place.start, end: place.end, message: place.message }),
    ),
  };
}
