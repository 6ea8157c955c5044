// The settings of the section `archway`, as a client gives them: whatever is missing or of the wrong type has its default.
import { severities } from '../analysis/config-schema.ts';
import { ruleById } from '../rules/registry.ts';
import type { Settings } from './protocol.ts';

/** The settings of a value from outside. */
export function readSettings(value: unknown): Settings {
  const top = recordOf(value);
  const check = recordOf(top.check);
  const hover = recordOf(top.hover);
  const codeLens = recordOf(top.codeLens);
  return {
    targets: strings(top.targets),
    buildTags: strings(top.buildTags),
    rules: ruleSeverities(top.rules),
    exclude: strings(top.exclude),
    dependencies: flag(top.dependencies, true),
    tests: flag(top.tests, true),
    check: {
      run: check.run === 'save' || check.run === 'off' ? check.run : 'type',
      workspace: flag(check.workspace, true),
      threads: threadCount(check.threads),
    },
    diagnostics: { everyTarget: flag(recordOf(top.diagnostics).everyTarget, false) },
    hover: { layout: flag(hover.layout, true), constraints: flag(hover.constraints, true) },
    codeLens: {
      absentFile: flag(codeLens.absentFile, true),
      run: flag(codeLens.run, true),
      layout: flag(codeLens.layout, false),
    },
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string' && item.trim() !== '') : [];
}

function flag(value: unknown, fallback: boolean): boolean {
  return typeof value === 'boolean' ? value : fallback;
}

/** More threads than this only take memory from each other. */
const maximumThreads = 64;

function threadCount(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.min(Math.ceil(value), maximumThreads) : 0;
}

function ruleSeverities(value: unknown): Settings['rules'] {
  const chosen: Record<string, Settings['rules'][string]> = {};
  for (const [rule, severity] of Object.entries(recordOf(value))) {
    const known = severities.find((one) => one === severity);
    if (ruleById(rule) && known) chosen[rule] = known;
  }
  return chosen;
}
