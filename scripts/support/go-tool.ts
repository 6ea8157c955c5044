// What the go tool says of a place in a package, on a port: one error at a time, so only the packages that matter are compiled.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { execa } from 'execa';

/** Something that is to be compared: a place in a file, relative to the folder of the module. */
export interface Claim {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** `not compiled`: the go tool did not come to look, as something that the package imports does not build. */
export type Verdict = 'said' | 'not said' | 'not compiled';

/** Asks the go tool about the packages of a module. */
export class GoTool {
  private readonly answers = new Map<string, Promise<string>>();

  constructor(
    private readonly dir: string,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  /** Whether compiling, or where it is the linker that is meant, linking, reports what is claimed. */
  async verdict(target: string, claim: Claim): Promise<Verdict> {
    const folder = dirname(resolve(this.dir, claim.file));
    const symbol = /"(relocation target (\S+) not defined)"/.exec(claim.message);
    if (symbol !== null) {
      const name = symbol[2]!.slice(symbol[2]!.lastIndexOf('.') + 1);
      const answer = await this.link(target, folder, name, resolve(this.dir, claim.file));
      return answer.includes(symbol[1]!) ? 'said' : 'not said';
    }
    const isTest = claim.file.endsWith('_test.go');
    const command = isTest ? ['test', '-c', '-vet=off', '-buildmode=exe'] : ['build'];
    const answer = await this.ask(target, folder, command);
    const places = answer.split('\n').flatMap((line) => {
      const [, path, number] = /^(?:vet: )?(\S+?):(\d+):/.exec(line) ?? [];
      return path === undefined ? [] : [{ path: resolve(folder, path), line: Number(number) }];
    });
    const file = resolve(this.dir, claim.file);
    if (places.some((place) => place.path === file && place.line === claim.line)) return 'said';
    const isOwn = places.some((place) => dirname(place.path) === folder);
    return answer === '' || isOwn ? 'not said' : 'not compiled';
  }

  private ask(target: string, folder: string, command: readonly string[]): Promise<string> {
    const key = `${target} ${folder} ${command.join(' ')}`;
    let answer = this.answers.get(key);
    if (answer === undefined) {
      answer = this.run(target, folder, [...command, '-gcflags=-e', '-o', '/dev/null', '.']);
      this.answers.set(key, answer);
    }
    return answer;
  }

  /** Links the tests of a package together with one that uses a function. */
  private async link(target: string, folder: string, name: string, file: string): Promise<string> {
    const work = mkdtempSync(join(tmpdir(), 'archway-link-'));
    try {
      const [, packageName] = /^package (\w+)/m.exec(readFileSync(file, 'utf8'))!;
      const text = `package ${packageName}\n\nvar archwayUses any = ${name}\n\nfunc init() { println(archwayUses) }\n`;
      writeFileSync(join(work, 'uses.go'), text);
      const overlay = { Replace: { [join(folder, 'archway_uses.go')]: join(work, 'uses.go') } };
      writeFileSync(join(work, 'overlay.json'), JSON.stringify(overlay));
      const more = ['-overlay', join(work, 'overlay.json'), '-buildmode=exe', '-o', '/dev/null', '.'];
      return await this.run(target, folder, ['test', '-c', '-vet=off', ...more]);
    } finally {
      rmSync(work, { recursive: true });
    }
  }

  private async run(target: string, folder: string, args: readonly string[]): Promise<string> {
    const [GOOS, GOARCH] = target.split('/');
    const { all } = await execa('go', args, {
      cwd: folder,
      env: { ...this.env, GOOS, GOARCH },
      all: true,
      reject: false,
    });
    return all;
  }
}
