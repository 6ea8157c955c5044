// From what the type checker reports to findings: which rule a compile error belongs to.
import { message } from '../messages/catalogue.ts';
import type { Diagnostic } from '../types/diagnostic.ts';
import { compileError } from './compile-error/rule.ts';
import { overflowFixes } from './constant-overflow/fixes.ts';
import { constantOverflow } from './constant-overflow/rule.ts';
import { doesNotImplement } from './does-not-implement/rule.ts';
import type { Related, Report } from './finding.ts';
import { keyedLiteralFixes, paddingFixes } from './kernel-struct/literals.ts';
import { kernelStruct } from './kernel-struct/rule.ts';
import { redeclared } from './redeclared/rule.ts';
import type { Rule } from './rule.ts';
import type { CompileContext, FixMaker } from './support/compile-fix.ts';
import { conversionFixes } from './support/conversion-fix.ts';
import { isKernelMember } from './support/kernel-package.ts';
import { mends } from './support/trial.ts';
import { typeMismatch } from './type-mismatch/rule.ts';
import { createFileFixes } from './undefined/create-file.ts';
import { replacementFixes } from './undefined/replacements.ts';
import { undefinedRule } from './undefined/rule.ts';
import { splitFunctionFixes } from './undefined/split-function.ts';

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

/** Who makes fixes for which errors. */
const FIX_MAKERS: Readonly<Record<string, readonly FixMaker[]>> = {
  UndeclaredName: [createFileFixes],
  UndeclaredImportedName: [replacementFixes, splitFunctionFixes],
  NumericOverflow: [keyedLiteralFixes, overflowFixes],
  IncompatibleAssign: [keyedLiteralFixes, conversionFixes],
  MismatchedTypes: [conversionFixes],
  InvalidStructLit: [keyedLiteralFixes],
  UnexportedLitField: [keyedLiteralFixes],
  MissingLitField: [paddingFixes],
};

/** The rule a compile error belongs to. */
export function ruleOf(diagnostic: Diagnostic): Rule {
  const { code, subject } = diagnostic;
  if (subject !== undefined && KERNEL_CODES.has(code) && isKernelMember(subject)) return kernelStruct;
  return RULES[code] ?? compileError;
}

/** A compile error as the report of its rule. */
export function reportOf(diagnostic: Diagnostic, context: CompileContext): Report | undefined {
  const rule = ruleOf(diagnostic);
  const outcomes = FIX_MAKERS[diagnostic.code]?.map((make) => make(diagnostic, context)) ?? [];
  const made = outcomes.flatMap((outcome) => outcome.fixes ?? []);
  const fixes = made.filter((fix) => mends(fix, diagnostic, context));
  const reason =
    outcomes.find((outcome) => outcome.noFix)?.noFix ??
    (made.length > 0 && context.budget.nodes >= 0 && message('fix-none-clean', {}));
  const noFix = fixes.length > 0 ? undefined : reason;
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
    ...(fixes.length > 0 && { fixes }),
    ...(noFix && { noFix }),
  };
}
