// Go variables in the settings of gopls: written into the text of a settings.json, and taken out again so that it is as it was.
import { applyEdits, type ModificationOptions, modify, parse } from 'jsonc-parser';

/** The setting of the Go extension that gopls reads. */
const section = 'gopls';

/** What was written into a settings.json, and what stood there before. Plain data, kept with the workspace. */
export interface Written {
  /** The text before; null where there was no file. */
  readonly before: string | null;
  readonly after: string;
  /** The key of the variables within the setting: `build.env`, or the old `env`. */
  readonly key: string;
  readonly env: Readonly<Record<string, string>>;
  /** What each variable was before; null where it was not set. */
  readonly replaced: Readonly<Record<string, string | null>>;
}

/** The key under which gopls gets its environment. It refuses to have both, so the one that the user has counts. */
export function environmentKey(gopls: unknown): string {
  const present = recordOf(gopls);
  return 'env' in present && !('build.env' in present) ? 'env' : 'build.env';
}

/** Writes variables into a settings.json; null is one that does not exist. Comments and everything else stay. */
export function writeVariables(before: string | null, key: string, env: Readonly<Record<string, string>>): Written {
  const present = variables(before ?? '', key);
  const replaced = Object.fromEntries(Object.keys(env).map((name) => [name, present[name] ?? null]));
  const after = Object.entries(env).reduce(
    (text, [name, value]) => edit(text, [section, key, name], value),
    before === null || before.trim() === '' ? '{}\n' : before,
  );
  return { before, after, key, env, replaced };
}

/**
 * The settings.json without what was written: the very text of before where nobody has changed the file since; else each variable that
 * still is what was written is what it was before, and objects that are left empty go. Null is a file that must not be.
 */
export function withoutVariables(text: string | null, written: Written): string | null {
  if (text === null || text === written.after) return text === null ? null : written.before;
  const { key, env, replaced } = written;
  const present = variables(text, key);
  let result = text;
  for (const [name, value] of Object.entries(env)) {
    if (present[name] === value) result = edit(result, [section, key, name], replaced[name] ?? undefined);
  }
  if (result === text) return text;
  const had = recordOf(recordOf(parse(written.before ?? ''))[section]);
  if (!(key in had) && isEmpty(variables(result, key))) result = edit(result, [section, key], undefined);
  const isNew = !(section in recordOf(parse(written.before ?? '')));
  if (isNew && isEmpty(recordOf(recordOf(parse(result))[section]))) result = edit(result, [section], undefined);
  return result;
}

function variables(text: string, key: string): Record<string, string> {
  return recordOf(recordOf(recordOf(parse(text))[section])[key]) as Record<string, string>;
}

function edit(text: string, path: string[], value: string | undefined): string {
  const options: ModificationOptions = {
    formattingOptions: { insertSpaces: !/^\t/m.test(text), tabSize: /^( +)"/m.exec(text)?.[1]?.length ?? 2 },
  };
  return applyEdits(text, modify(text, path, value, options));
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
