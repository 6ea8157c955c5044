// Runs the engine in this process, as the tests need it.
import { type CheckRequest, check } from '../../src/analysis/driver.ts';
import type { CheckResult } from '../../src/analysis/finding.ts';
import { readEnvironment } from '../../src/module/environment.ts';
import { parseTargets } from '../../src/platform/parse-targets.ts';

/** The request for a folder and a `--targets` list, with everything else as the command line has it. */
export function requestFor(dir: string, targets = 'linux', more: Partial<CheckRequest> = {}): CheckRequest {
  return {
    cwd: dir,
    paths: ['.'],
    targets: parseTargets(targets),
    deps: false,
    tests: true,
    severities: {},
    excluded: () => false,
    jobs: 1,
    environment: readEnvironment(),
    ...more,
  };
}

/** Checks a folder. */
export function checkFolder(dir: string, targets?: string, more?: Partial<CheckRequest>): Promise<CheckResult> {
  return check(requestFor(dir, targets, more));
}
