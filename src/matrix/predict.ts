// What Archway says of packages, target by target, from the findings of a check.
import { dirname } from 'node:path';
import type { CheckResult, Finding } from '../analysis/finding.ts';
import { render } from '../messages/catalogue.ts';
import type { ListedPackage } from '../toolchain/list.ts';
import type { Prediction } from './events.ts';

/** The findings of a check by where they are. */
export class Predictions {
  readonly #byFolder = new Map<string, Finding[]>();
  readonly #byPackage = new Map<string, Finding[]>();

  constructor({ findings }: CheckResult) {
    for (const finding of findings) {
      if (finding.kind === 'text' || !finding.path.endsWith('.go')) continue;
      append(this.#byFolder, dirname(finding.path), finding);
      append(this.#byPackage, finding.package, finding);
    }
  }

  /** What Archway says of a package on a target: of its own code, and where that is nothing, of the first package it takes in. */
  of({ folder, deps }: ListedPackage, target: string, withTests: boolean): Prediction[] {
    const on = (findings: readonly Finding[] = []) => findings.filter(({ targets }) => targets.includes(target));
    const own = on(this.#byFolder.get(folder)).filter(({ path }) => withTests || !path.endsWith('_test.go'));
    const notTests = (dep: string) => on(this.#byPackage.get(dep)).filter(({ path }) => !path.endsWith('_test.go'));
    const compile = [own, ...deps.map(notTests)].find((found) => found.some(({ kind }) => kind === 'compile')) ?? [];
    const chosen = [...new Set([...own, ...compile])];
    return chosen.sort((a, b) => rank(a) - rank(b)).map(predictionOf);
  }
}

const rank = ({ kind }: Finding) => (kind === 'compile' ? 0 : 1);

function predictionOf({ path, start, message, kind, rule }: Finding): Prediction {
  const text = render(message);
  return {
    kind: kind === 'compile' ? 'compile' : 'run',
    rule,
    text,
    file: path,
    line: start.line,
    column: start.column,
  };
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
