// Errors that follow from others: with what is reported as undefined declared, the compiler does not report them any more.
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { execa } from 'execa';
import { copyModule } from './modules.ts';

export interface Place {
  /** As test/truth/compile.jsonl has it. */
  readonly file: string;
  readonly line: number;
}

/** A package of a module or its dependencies that does not compile for a target. */
export interface BrokenPackage {
  /** The folder of the module that is built. */
  readonly dir: string;
  readonly path: string;
  readonly target: string;
  /** Names that are reported as undefined. */
  readonly names: Iterable<string>;
}

/** Compiles a package with constants or types for the undefined names. @returns of some places those at which no error is left */
export async function mended(broken: BrokenPackage, places: readonly Place[]): Promise<Place[]> {
  const [GOOS, GOARCH] = broken.target.split('/');
  const env = { GOOS, GOARCH, CGO_ENABLED: '0', GOFLAGS: '-mod=mod', GOWORK: 'off', GOTOOLCHAIN: 'local' };
  const go = (...args: string[]) => execa('go', args, { cwd: broken.dir, env, all: true, reject: false });
  const format = '{{.Name}}\n{{.Dir}}\n{{.Module.Path}}\n{{.Module.Dir}}\n{{.Module.Main}}';
  const { stdout } = await go('list', '-e', '-f', format, broken.path);
  const [name, dir, module, moduleDir, isMain] = stdout.split('\n') as [string, string, string, string, string];
  const work = mkdtempSync(join(tmpdir(), 'archway-mended-'));
  try {
    const declare = (types: ReadonlySet<string>) => {
      const declarations = [...broken.names].map((one) =>
        types.has(one) ? `type ${one} int\n` : `const ${one} = 64\n`,
      );
      return `package ${name}\n\n${declarations.join('')}`;
    };
    let file = join(work, 'mended.go');
    const args = ['build', '-gcflags=-e', '-o', '/dev/null'];
    if (isMain === 'true') {
      const overlay = { Replace: { [join(dir, 'archway_mended.go')]: file } };
      writeFileSync(join(work, 'overlay.json'), JSON.stringify(overlay));
      args.push('-overlay', join(work, 'overlay.json'));
    } else {
      // What is in the module cache cannot be overlaid: a copy takes its place.
      copyModule(moduleDir, join(work, 'module'));
      const own = join(work, 'module', 'go.mod');
      if (!existsSync(own)) writeFileSync(own, `module ${module}\n`);
      file = join(work, 'module', relative(moduleDir, dir), 'archway_mended.go');
      for (const one of ['go.mod', 'go.sum']) {
        if (existsSync(join(broken.dir, one))) cpSync(join(broken.dir, one), join(work, one));
      }
      await go('mod', 'edit', `-replace=${module}=${join(work, 'module')}`, join(work, 'go.mod'));
      args.push('-modfile', join(work, 'go.mod'));
    }
    // What is no constant shows only when it is declared as one.
    writeFileSync(file, declare(new Set()));
    const constants = (await go(...args, broken.path)).all;
    const types = [...constants.matchAll(/: (\w+) \(constant[^)]*\) is not a type$/gm)].map(([, one]) => one!);
    writeFileSync(file, declare(new Set(types)));
    const { all, failed } = await go(...args, broken.path);
    // Only a compiler that came to this package proves anything.
    if (failed && !all.includes(`# ${broken.path}`)) return [];
    return places.filter((place) => {
      const path = place.file.replace(/^[^@]*@[^/]*\//, '');
      return !all.split('\n').some((text) => text.includes(`${path}:${place.line}:`));
    });
  } finally {
    rmSync(work, { recursive: true });
  }
}
