// Quick-fixes that want a decision: in place of the user, the first that is offered is chosen.
import { writeFileSync } from 'node:fs';
import { check } from '../../src/analysis/driver.ts';
import { applyFixes } from '../../src/analysis/edits.ts';
import { inEnglish } from '../../src/messages/catalogue.ts';
import { readEnvironment } from '../../src/module/environment.ts';
import { diskFileSystem } from '../../src/module/file-system.ts';
import { parseTargets } from '../../src/platform/parse-targets.ts';

/**
 * Applies to compile errors in packages the first fix offered for each.
 * @param paths the packages, relative to `cwd`
 * @returns the titles of the fixes that were applied
 */
export async function applyChosenFixes(
  cwd: string,
  paths: readonly string[],
  targets: string,
  env: NodeJS.ProcessEnv,
): Promise<string[]> {
  const { findings, root } = await check({
    cwd,
    paths,
    targets: parseTargets(targets),
    deps: false,
    tests: false,
    severities: {},
    excluded: () => false,
    environment: readEnvironment({ variables: env }),
  });
  const errors = findings.filter(({ kind }) => kind === 'compile');
  const round = applyFixes(errors, diskFileSystem, root, ({ fixes }) => fixes[0]);
  for (const [path, text] of round.texts) writeFileSync(path, text);
  return round.applied.map(({ fix }) => inEnglish(fix.title));
}
