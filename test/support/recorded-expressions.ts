// What our checker says of every expression of a package: recorded while it is checked, asked for by file, extent and target.
import { readFileSync } from 'node:fs';
import type { GoPackage } from '../../src/module/package.ts';
import type { TargetSet } from '../../src/platform/target.ts';
import { LineMap } from '../../src/syntax/lines.ts';
import type { Checker } from '../../src/types/checker.ts';
import type { Observer } from '../../src/types/observer.ts';
import type { Operand } from '../../src/types/operand.ts';
import { typeNameType, under, varType } from '../../src/types/resolve.ts';
import { alignOf, layoutOf } from '../../src/types/sizes.ts';
import { Tag, type Type, UNKNOWN } from '../../src/types/type.ts';
import { canonicalType } from './canonical-type.ts';

/** What an expression came to on some targets. */
export interface Entry extends Pick<Operand, 'mode' | 'type' | 'value' | 'typeArgs'> {
  readonly targets: TargetSet;
  /** Whether it stands in a constant declaration: the values of a group are computed from the same expression. */
  readonly repeated: boolean;
}

interface Recorded {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly x: Pick<Operand, 'mode' | 'type' | 'value' | 'typeArgs'>;
  readonly repeated: boolean;
}

/** Records every expression and every written type. */
export const recorder: Observer = {
  expression: (c, x) => record(c, x.node, x),
  typeExpression: (c, node, type) => record(c, node, { mode: 'type', type }),
  // What is selected from is no expression of its own to observers when it is a name.
  name: (c, node, object) => {
    if (object.kind === 'var') record(c, node, { mode: 'variable', type: varType(c, object) });
    else if (object.kind === 'type') record(c, node, { mode: 'type', type: typeNameType(c, object) });
  },
};

function record(c: Checker, node: number, x: Recorded['x']): void {
  const { file, tree } = c.env.file;
  const repeated = c.env.iota !== undefined;
  c.record('oracle', { file: file.path, start: tree.start[node]!, end: tree.end[node]!, x, repeated });
}

/** Start and end as one number. */
export const extent = (start: number, end: number) => start * 2 ** 24 + (end - start);

/** What was recorded of a file, by extent. */
export class OurFile {
  readonly entries = new Map<number, Entry[]>();
  private readonly lines: LineMap;
  /** UTF-16 offsets by byte offset, where the two differ. */
  private readonly offsets: Uint32Array | undefined;

  constructor(
    private readonly path: string,
    readonly text: string,
  ) {
    this.lines = new LineMap(text);
    const length = Buffer.byteLength(text);
    if (length === text.length) return;
    this.offsets = new Uint32Array(length + 1);
    let bytes = 0;
    for (let at = 0; at < text.length; ) {
      const rune = String.fromCodePoint(text.codePointAt(at)!);
      this.offsets[bytes] = at;
      bytes += Buffer.byteLength(rune);
      at += rune.length;
    }
    this.offsets[length] = text.length;
  }

  fromBytes(offset: number): number {
    return this.offsets?.[offset] ?? offset;
  }

  place(offset: number): string {
    const { line, column } = this.lines.position(offset);
    return `${this.path}:${line}:${column}`;
  }
}

/** What was recorded of a package. */
export class OurPackage {
  private readonly files = new Map<string, OurFile>();
  private readonly strings = new Map<Type, { readonly targets: TargetSet; readonly text: string | undefined }[]>();

  constructor(
    private readonly checker: Checker,
    private readonly pkg: GoPackage,
  ) {
    for (const { targets, fact } of checker.factsOf(pkg)) {
      const { file, start, end, x, repeated } = fact as Recorded;
      const { entries } = this.file(file);
      const key = extent(start, end);
      const all = entries.get(key);
      const { mode, type, value, typeArgs } = x;
      const entry = { mode, type, value, targets, repeated, ...(typeArgs === undefined ? {} : { typeArgs }) };
      if (all === undefined) entries.set(key, [entry]);
      else all.push(entry);
    }
  }

  file(path: string): OurFile {
    let file = this.files.get(path);
    if (file === undefined) {
      file = new OurFile(path, readFileSync(path, 'utf8'));
      this.files.set(path, file);
    }
    return file;
  }

  /** A type as the oracle prints it; undefined where a part of it is not known. */
  typeString(type: Type, bit: TargetSet): string | undefined {
    let all = this.strings.get(type);
    const known = all?.find(({ targets }) => (targets & bit) !== 0);
    if (known !== undefined) return known.text;
    let text: string | undefined;
    this.checker.at(bit, () => {
      text = canonicalType(this.checker, type);
    });
    if (all === undefined) {
      all = [];
      this.strings.set(type, all);
    }
    all.push({ targets: bit, text });
    return text;
  }

  /** Size, alignment and offsets of a declared struct type; undefined where they are not known. */
  layout(name: string, bit: TargetSet): string | undefined {
    const { checker } = this;
    return checker.at(bit, () => {
      const object = checker.packageOf(this.pkg).scope.lookup(name, bit);
      const type = object?.kind === 'type' ? typeNameType(checker, object) : UNKNOWN;
      const struct = under(checker, type);
      const layout = struct.tag === Tag.Struct ? layoutOf(checker, struct) : undefined;
      return layout && [layout.size, alignOf(checker, type), ...layout.offsets].join(' ');
    });
  }
}
