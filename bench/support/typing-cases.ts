// What is typed in the measurements of typing, and into which files.
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Replacement } from '../../src/editor/answers.ts';
import { readEnvironment } from '../../src/module/environment.ts';
import { openWorkspace } from '../../src/module/open-workspace.ts';

/** A file somebody types in. */
export interface TypingCase {
  readonly name: string;
  /** The workspace folder. */
  readonly root: string;
  /** Absolute path of the file. */
  readonly path: string;
  readonly text: string;
}

/** One change of the file, and where it is: typing in a function, or outside of all. */
export interface Keystroke {
  readonly kind: 'body' | 'outside';
  readonly replacement: Replacement;
}

const LINES = 3000;

/** The cases: a generated file of 3,000 lines, the largest file of net/http where Go is installed, and the files given. */
export function typingCases(paths: readonly string[]): TypingCase[] {
  const { goroot } = readEnvironment();
  const inStd = goroot === undefined ? [] : [join(goroot, 'src', 'net', 'http', 'server.go')];
  return [generatedCase(), ...[...inStd, ...paths].map(caseOf)];
}

function caseOf(path: string): TypingCase {
  const absolute = resolve(path);
  const text = readFileSync(absolute, 'utf8');
  const { root } = openWorkspace(absolute);
  return { name: `${path} (${text.split('\n').length - 1} lines)`, root, path: absolute, text };
}

/** A file with types, methods and functions that call each other, in a module of its own. */
function generatedCase(): TypingCase {
  const root = mkdtempSync(join(tmpdir(), 'archway-typing-'));
  const parts = ['package p\n\nimport (\n\t"fmt"\n\t"os"\n\t"syscall"\n)\n'];
  for (let i = 0, lines = 7; lines < LINES; i++) {
    const part = `
type record${i} struct {
	name  string
	count int64
	next  *record${i}
}

func (r *record${i}) add(n int) error {
	if n < 0 {
		return fmt.Errorf("%s: %d", r.name, n)
	}
	for j := 0; j < n; j++ {
		r.count += int64(j) * ${i + 1}
	}
	return nil
}

func read${i}(path string, r *record${i}) (uint64, error) {
	var st syscall.Stat_t
	if err := syscall.Stat(path, &st); err != nil {
		return 0, err
	}
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return uint64(st.Dev), r.add(int(st.Size))
	}
	return st.Ino, nil
}
`;
    parts.push(part);
    lines += part.split('\n').length - 1;
  }
  const text = parts.join('');
  mkdirSync(join(root, 'p'));
  const path = join(root, 'p', 'p.go');
  writeFileSync(join(root, 'go.mod'), 'module example.org/typing\n\ngo 1.22\n');
  writeFileSync(path, text);
  return { name: `generated (${text.split('\n').length - 1} lines)`, root, path, text };
}

const STATEMENT = '\tsize := len("abc") + cap([]int{1, 2}); _ = size\n';
const DECLARATION = 'var typed struct{ a, b int }\n';

/** Somebody types a statement at the start of five functions all over the file, and a declaration between two, and deletes both. */
export function* keystrokes({ text }: TypingCase): Generator<Keystroke> {
  const bodies = [...text.matchAll(/^func .*\{\n/gm)].map((match) => match.index + match[0].length);
  const every = Math.max(1, Math.floor(bodies.length / 5));
  for (const at of bodies.filter((_, i) => i % every === 0).slice(0, 5)) yield* typing('body', at, STATEMENT);
  yield* typing('outside', text.indexOf('\nfunc ', text.length / 2) + 1, DECLARATION);
}

function* typing(kind: Keystroke['kind'], at: number, text: string): Generator<Keystroke> {
  for (let i = 0; i < text.length; i++) yield { kind, replacement: { start: at + i, end: at + i, text: text[i]! } };
  yield { kind, replacement: { start: at, end: at + text.length, text: '' } };
}
