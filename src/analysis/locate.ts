// From offsets in absolute files to what a user reads: lines and columns, and short names of files.
import { isAbsolute, relative, sep } from 'node:path';
import type { Module } from '../module/package.ts';
import type { Report } from '../rules/finding.ts';
import { LineMap } from '../syntax/lines.ts';
import type { Finding, Place } from './finding.ts';
import { placeFingerprint } from './fingerprint.ts';

/** Where a report comes from. */
export interface Origin {
  readonly package: string;
  readonly module: string;
  /** The names of the report's targets. */
  readonly targets: readonly string[];
}

interface SourceFile {
  readonly text: string;
  readonly lines: LineMap;
}

/** Makes findings of reports. */
export class Locator {
  private readonly files = new Map<string, SourceFile>();

  /**
   * @param root folder that files are named relative to
   * @param textOf the text of a file, the one that offsets count in
   * @param moduleCache the folder of the module cache
   * @param moduleOf the module that a file belongs to, where it is known
   */
  constructor(
    private readonly root: string,
    private readonly textOf: (path: string) => string,
    private readonly moduleCache: string,
    private readonly moduleOf: (path: string) => Module | undefined,
  ) {}

  /** The finding of a report. */
  finding(report: Report, origin: Origin): Finding {
    const { rule, code, kind, severity, message, details = [], related = [], fixes = [], noFix } = report;
    const place = this.place(report);
    const { text } = this.file(report.path);
    const line = lineAround(text, report.start);
    const subject = text.slice(report.start, Math.min(report.end, report.start + 200));
    return {
      ...place,
      rule,
      code,
      kind,
      severity,
      message,
      details,
      targets: origin.targets,
      package: origin.package,
      module: origin.module,
      related: related.map((other) => ({ ...this.place(other), message: other.message })),
      fixes,
      ...(noFix && { noFix }),
      fingerprint: placeFingerprint(rule, code, place.file, line, subject),
    };
  }

  /** The place of a range of a file. */
  place({ path, start, end }: { path: string; start: number; end: number }): Place {
    const { lines } = this.file(path);
    return { path, file: this.fileName(path), start: lines.position(start), end: lines.position(end) };
  }

  /** Forgets the text of a file that has changed. */
  forget(path: string): void {
    this.files.delete(path);
  }

  /** How a file is named: relative to the root; else by its module and version; else by its absolute path. */
  fileName(path: string): string {
    const inRoot = below(this.root, path);
    if (inRoot !== undefined) return inRoot;
    const inCache = this.moduleCache === '' ? undefined : below(this.moduleCache, path);
    if (inCache !== undefined) return inCache.replace(/^[^@]*@[^/]*/, unescapeModule);
    const module = this.moduleOf(path);
    const inModule = module && module.path !== '' ? below(module.dir, path) : undefined;
    return inModule === undefined ? slashed(path) : `${module!.path}/${inModule}`;
  }

  private file(path: string): SourceFile {
    let file = this.files.get(path);
    if (!file) {
      const text = this.textOf(path);
      file = { text, lines: new LineMap(text) };
      this.files.set(path, file);
    }
    return file;
  }
}

/** The path of a file below a folder, with slashes; undefined where it is not below. */
function below(dir: string, path: string): string | undefined {
  const rest = relative(dir, path);
  return rest === '' || rest.startsWith('..') || isAbsolute(rest) ? undefined : slashed(rest);
}

/** The module cache writes an upper case letter as `!` and the lower case one. */
function unescapeModule(escaped: string): string {
  return escaped.replace(/!([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}

/** The line an offset is in, cut where it is absurdly long. */
function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, Math.min(end < 0 ? text.length : end, start + 1000));
}
