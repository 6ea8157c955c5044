// What is mutated: packages that build on every linux port, in modules of their own that may be written to.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { setUpModule, truthErrors, truthModules } from '../truth-modules.ts';

/** A module whose packages are mutated. */
export interface Subject {
  readonly name: string;
  readonly dir: string;
  readonly patterns: readonly string[];
}

/** Packages of the standard library that need nothing which is internal to it, and have no assembly. */
const STANDARD = [
  'bufio',
  'compress/bzip2',
  'compress/flate',
  'container/list',
  'container/ring',
  'database/sql/driver',
  'debug/dwarf',
  'encoding/ascii85',
  'encoding/binary',
  'encoding/csv',
  'encoding/pem',
  'encoding/xml',
  'flag',
  'go/ast',
  'go/constant',
  'go/token',
  'html',
  'image',
  'image/png',
  'index/suffixarray',
  'io',
  'math/cmplx',
  'net/mail',
  'net/rpc',
  'net/smtp',
  'regexp',
  'regexp/syntax',
  'testing/fstest',
  'text/scanner',
  'text/tabwriter',
  'text/template/parse',
  'unicode/utf8',
];

/** Modules that the go command itself vendors: x/sys/unix has a file for each port. */
const VENDORED = ['arch', 'mod', 'sync', 'sys', 'telemetry', 'term', 'text', 'tools'];

/** Makes the module of what every Go brings along, below `home`; done once for each version of Go. */
export async function installedSubject(home: string): Promise<Subject> {
  const { stdout } = await execa('go', ['env', 'GOVERSION', 'GOROOT']);
  const [version = '', goroot = ''] = stdout.split('\n');
  const dir = join(home, version);
  const subject = { name: version, dir, patterns: ['./...'] };
  if (existsSync(join(dir, '.done'))) return subject;
  rmSync(dir, { recursive: true, force: true });
  const source = join(goroot, 'src');
  for (const path of STANDARD) copySources(join(source, path), join(dir, 'std', path), false);
  for (const path of VENDORED) copySources(join(source, 'cmd/vendor/golang.org/x', path), join(dir, 'x', path), true);
  writeFileSync(join(dir, 'go.mod'), `module example.org/m\n\ngo ${/\d+\.\d+/.exec(version)?.[0]}\n`);
  writeFileSync(join(dir, '.done'), '');
  return subject;
}

/** The modules of test/truth that build on every port. */
export async function moduleSubjects(home: string): Promise<Subject[]> {
  const dirty = new Set(truthErrors().map(({ name }) => name));
  const subjects: Subject[] = [];
  for (const module of truthModules()) {
    if (dirty.has(module.name) || module.not_on_amd64.length > 0) continue;
    const ready = await setUpModule(module, home);
    if ('dir' in ready) subjects.push({ name: module.name, dir: ready.dir, patterns: module.patterns });
  }
  return subjects;
}

/** Copies sources without tests; what is imported of golang.org/x is then imported from the copy. */
function copySources(from: string, to: string, below: boolean): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      if (below && entry.name !== 'testdata') copySources(source, target, true);
    } else if (!entry.name.endsWith('.go')) {
      if (entry.name.endsWith('.s')) cpSync(source, target);
    } else if (!entry.name.endsWith('_test.go')) {
      const text = readFileSync(source, 'utf8');
      writeFileSync(target, text.replaceAll('"golang.org/x/', '"example.org/m/x/'));
    }
  }
}
