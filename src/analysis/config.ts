// archway.json: finding it, reading it, and saying what is wrong in it and where.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { findNodeAtLocation, type Node, type ParseError, parse, parseTree, printParseErrorCode } from 'jsonc-parser';
import { say } from '../messages/catalogue.ts';
import { parseTargets, TargetError } from '../platform/parse-targets.ts';
import type { Severity } from '../rules/finding.ts';
import { configSchema } from './config-schema.ts';

export type FailLevel = Severity | 'never';

/** What archway.json says; a key that it does not have is absent. */
export interface Config {
  readonly targets?: readonly string[];
  readonly tags?: readonly string[];
  readonly rules?: Readonly<Record<string, Severity | 'off'>>;
  readonly exclude?: readonly string[];
  readonly deps?: boolean;
  readonly tests?: boolean;
  readonly failOn?: FailLevel;
  readonly baseline?: string;
}

export interface LoadedConfig {
  readonly config: Config;
  /** Folder of archway.json; undefined where there is none. */
  readonly dir: string | undefined;
}

export const configFileName = 'archway.json';

/** One thing that is wrong in a configuration file, at a range of its text in UTF-16 units. */
export interface ConfigProblem {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** archway.json is not what it should be. Each line of the message begins with the place: `archway.json:3:5: …`. */
export class ConfigError extends Error {
  constructor(
    readonly path: string,
    /** The text the problems are in. */
    readonly text: string,
    readonly problems: readonly ConfigProblem[],
  ) {
    super(problems.map((problem) => `${path}:${lineAndColumn(text, problem.start)}: ${problem.text}`).join('\n'));
  }
}

/**
 * Reads the nearest archway.json in `dir` or above it, not further up than the top of its version control checkout (the
 * folder with `.git`). Throws {@link ConfigError}.
 */
export function loadConfig(dir: string): LoadedConfig {
  for (let at = resolve(dir); ; at = dirname(at)) {
    const path = join(at, configFileName);
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) {
      return { config: parseConfig(readFileSync(path, 'utf8'), path), dir: at };
    }
    if (existsSync(join(at, '.git')) || dirname(at) === at) return { config: {}, dir: undefined };
  }
}

/** Parses the text of archway.json (comments and trailing commas are allowed). `name` is for messages. Throws {@link ConfigError}. */
export function parseConfig(text: string, name: string): Config {
  const errors: ParseError[] = [];
  const options = { allowTrailingComma: true, disallowComments: false };
  const value: unknown = parse(text, errors, options);
  const broken = errors[0];
  if (broken) {
    const { offset, length, error } = broken;
    const problem = say('config-syntax', { problem: printParseErrorCode(error) });
    throw new ConfigError(name, text, [{ start: offset, end: offset + length, text: problem }]);
  }
  const tree = parseTree(text, [], options);
  const validate = new Ajv({ allErrors: true, strict: false }).compile(configSchema());
  const problems = validate(value)
    ? targetProblems(value as Config, tree)
    : (validate.errors ?? []).map((error) => problemOf(error, tree));
  if (problems.length > 0) throw new ConfigError(name, text, uniqueProblems(problems));
  return value as Config;
}

function problemOf(error: ErrorObject, tree: Node | undefined): ConfigProblem {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const key: unknown = error.params.additionalProperty;
  const segments = (typeof key === 'string' ? [...path, key] : path).map((s) => (/^\d+$/.test(s) ? Number(s) : s));
  const node = tree && findNodeAtLocation(tree, segments);
  // An unknown key is shown at the key, not at its value.
  return { ...rangeOf(typeof key === 'string' ? node?.parent?.children?.[0] : node), text: problemText(error, path) };
}

/** The elements of `targets` that name no target. */
function targetProblems({ targets = [] }: Config, tree: Node | undefined): ConfigProblem[] {
  return targets.flatMap((target, i) => {
    try {
      parseTargets(target);
      return [];
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      return [{ ...rangeOf(tree && findNodeAtLocation(tree, ['targets', i])), text: error.message }];
    }
  });
}

function rangeOf(node: Node | undefined): { start: number; end: number } {
  return node ? { start: node.offset, end: node.offset + node.length } : { start: 0, end: 0 };
}

function uniqueProblems(problems: readonly ConfigProblem[]): ConfigProblem[] {
  return [...new Map(problems.map((problem) => [`${problem.start} ${problem.text}`, problem])).values()];
}

function problemText(error: ErrorObject, path: readonly string[]): string {
  const where = path.join('.') || configFileName;
  if (error.keyword === 'additionalProperties')
    return say('config-unknown-key', { key: String(error.params.additionalProperty), where });
  if (error.keyword === 'enum')
    return say('config-not-one-of', { where, values: error.params.allowedValues.join(', ') });
  if (error.keyword === 'type') return say('config-wrong-type', { where, type: String(error.params.type) });
  if (error.keyword === 'minItems') return say('config-empty', { where });
  if (error.keyword === 'uniqueItems') return say('config-twice', { where });
  return say('config-invalid', { where, problem: error.message ?? error.keyword });
}

function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `${line}:${offset - before.lastIndexOf('\n')}`;
}
