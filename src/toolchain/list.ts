// Which packages there are on a target, and what is wrong with what they import, as the go command sees it.
import type { Target } from '../platform/target.ts';
import { type BuildOptions, buildFlags, targetEnv } from './build.ts';
import type { Task } from './task.ts';

/** A package of `go list`. */
export interface ListedPackage {
  /** Import path. */
  readonly package: string;
  /** Its folder, absolute. */
  readonly folder: string;
  /** Whether it has files beside its tests. */
  readonly hasCode: boolean;
  /** Why it cannot be loaded: itself, or what it takes in. */
  readonly errors: readonly { readonly place: string; readonly text: string }[];
  /** Import paths of all packages that it takes in. */
  readonly deps: readonly string[];
}

/** A template of `go list`, which every release of Go takes; `urlquery` leaves no space, comma or bar in a value. */
const errorOf = '{{urlquery .Pos}}|{{urlquery .Err}},';
const template = [
  '{{urlquery .ImportPath}}',
  '{{urlquery .Dir}}',
  '{{or .GoFiles .CgoFiles | len}}',
  `{{with .Error}}${errorOf}{{end}}{{range .DepsErrors}}${errorOf}{{end}}`,
  '{{range .Deps}}{{urlquery .}},{{end}}',
].join(' ');

/** Lists packages, those that cannot be loaded, too. */
export function listTask(go: string, target: Target, options: BuildOptions): Task {
  const { packages, compiler, cwd } = options;
  const flags = buildFlags(target, { packages, cwd });
  return { argv: [go, 'list', '-e', ...flags, '-f', template, ...packages], env: targetEnv(target, compiler), cwd };
}

/** Reads what {@link listTask} prints. */
export function readList(output: string): ListedPackage[] {
  return output.split('\n').flatMap((line): ListedPackage[] => {
    const [name = '', folder = '', files = '', errors = '', deps = ''] = line.split(' ');
    if (name === '') return [];
    return [
      {
        package: decoded(name),
        folder: decoded(folder),
        hasCode: Number(files) > 0,
        errors: unique(items(errors)).map((error) => {
          const [place = '', text = ''] = error.split('|').map(decoded);
          return { place, text };
        }),
        deps: items(deps).map(decoded),
      },
    ];
  });
}

const items = (list: string) => list.split(',').filter((item) => item !== '');
const unique = (list: readonly string[]) => [...new Set(list)];
const decoded = (text: string) => decodeURIComponent(text.replaceAll('+', ' '));
