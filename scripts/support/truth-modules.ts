// The modules of test/truth: what is recorded of them, and how one is set up for a check.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyModule, go, moduleFolder } from './modules.ts';

/** A module version; see test/truth/README.md. */
export interface TruthModule {
  readonly name: string;
  readonly module: string;
  readonly version: string;
  readonly patterns: readonly string[];
  readonly not_on_amd64: readonly string[];
  readonly targets: Readonly<
    Record<string, { readonly masked: readonly string[]; readonly excluded: readonly string[] }>
  >;
}

/** An error of the Go compiler. */
export interface TruthError {
  readonly name: string;
  readonly target: string;
  readonly package: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const truth = fileURLToPath(new URL('../../test/truth', import.meta.url));

/** All modules. */
export function truthModules(): TruthModule[] {
  return JSON.parse(readFileSync(join(truth, 'modules.json'), 'utf8')) as TruthModule[];
}

/** All compile errors that amd64 does not have. */
export function truthErrors(): TruthError[] {
  const lines = readFileSync(join(truth, 'compile.jsonl'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as TruthError);
}

/**
 * Downloads a module into its folder below `home`, and puts the recorded versions of its dependencies in. Done once.
 * @returns the folder, or why there is none
 */
export async function setUpModule(module: TruthModule, home: string): Promise<{ dir: string } | { problem: string }> {
  const dir = join(home, module.name);
  if (existsSync(join(dir, '.done'))) return { dir };
  mkdirSync(home, { recursive: true });
  const source = await moduleFolder(module.module, module.version, home);
  if ('problem' in source) return source;
  rmSync(dir, { recursive: true, force: true });
  copyModule(source.dir, dir);
  for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('_test.go')) rmSync(join(dir, name));
  }
  const recorded = join(truth, 'mods', module.name);
  for (const name of readdirSync(recorded)) cpSync(join(recorded, name), join(dir, name));
  const download = await go(['mod', 'download'], dir);
  if (download.failed) return { problem: download.stderr };
  writeFileSync(join(dir, '.done'), '');
  return { dir };
}
