// What package.json declares is what the code has.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readSettings } from '../server/settings.ts';
import { languages } from './document-selector.ts';
import { parseTask, taskCommands } from './task-definition.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));
const manifest = read('package.json');
const { contributes } = manifest;

/** Settings that the client reads; the server has no use for them. */
const ownSettings = [
  'testExplorer.enabled',
  'testExplorer.flags',
  'gopls.follow',
  'myTargets',
  'toolsEnvironment',
  'trace.server',
];

describe('package.json', () => {
  it('declares every setting of the server with the default that the server takes', () => {
    const declared = Object.entries<{ default: unknown }>(contributes.configuration.properties).map(
      ([key, { default: value }]) => [key.replace(/^archway\./, ''), value] as const,
    );
    const defaults = Object.fromEntries(declared.filter(([key]) => !ownSettings.includes(key)));
    const ofServer = flat(readSettings({}));
    assert.deepEqual(Object.keys(defaults).sort(), Object.keys(ofServer).sort());
    // Where nobody names targets the command line's default holds, and the setting shows it.
    assert.deepEqual(defaults, { ...ofServer, targets: ['linux'] });
    assert.deepEqual(
      declared.map(([key]) => key).filter((key) => !(key in ofServer)),
      ownSettings,
    );
  });

  it('declares settings whose defaults are what their types say', () => {
    for (const [key, setting] of Object.entries<Record<string, unknown>>(contributes.configuration.properties)) {
      const { type, default: value } = setting;
      const actual = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
      assert.equal(actual, type, key);
      if (Array.isArray(setting.enum)) assert.ok(setting.enum.includes(value), key);
      assert.match(String(setting.scope), /^(?:resource|window|machine-overridable)$/, key);
    }
  });

  it('names only declared commands, submenus and matchers in menus and matchers', () => {
    const commands = new Set(contributes.commands.map(({ command }: { command: string }) => command));
    const submenus = new Set(contributes.submenus.map(({ id }: { id: string }) => id));
    for (const [menu, items] of Object.entries<{ command?: string; submenu?: string }[]>(contributes.menus)) {
      for (const { command, submenu } of items) {
        assert.ok(
          command === undefined ? submenus.has(submenu) : commands.has(command),
          `${menu}: ${command ?? submenu}`,
        );
      }
    }
    const patterns = new Set(contributes.problemPatterns.map(({ name }: { name: string }) => `$${name}`));
    for (const { name, pattern } of contributes.problemMatchers) {
      if (typeof pattern === 'string') assert.ok(patterns.has(pattern), name);
    }
  });

  it('activates the extension on every language that the server is told of', () => {
    const on = manifest.activationEvents.filter((event: string) => event.startsWith('onLanguage:'));
    assert.deepEqual(
      on,
      languages.map((language) => `onLanguage:${language}`),
    );
  });

  it('describes tasks as they are read', () => {
    const [{ properties, required }] = contributes.taskDefinitions;
    assert.deepEqual(required, ['command']);
    assert.deepEqual(properties.command.enum, taskCommands);
    const { type: _, ...task } = parseTask({ command: 'build' });
    assert.deepEqual(Object.keys(properties).sort(), Object.keys(task).sort());
  });

  it('has words in package.nls.json for every key it names, and no others', () => {
    const words: Record<string, string> = read('package.nls.json');
    const named = new Set(strings(manifest).flatMap((text) => /^%([\w.-]+)%$/.exec(text)?.[1] ?? []));
    assert.deepEqual(
      [...named].filter((key) => !words[key]),
      [],
    );
    assert.deepEqual(
      Object.keys(words).filter((key) => !named.has(key)),
      [],
    );
  });
});

// VS Code hands them the lines of a terminal, in which tabs have become spaces.
describe('problem matchers', () => {
  const pattern = (name: string) =>
    new RegExp(contributes.problemPatterns.find((entry: { name: string }) => entry.name === name).regexp);

  it('read what the Go compiler and go vet say', () => {
    const places = [
      './main.go:12:3: undefined: syscall.Dup2',
      'vet: ./main.go:1:1: expected package',
      '        /abs/a b/x.go:3:5: other declaration of x',
      'C:\\w\\x.go:3:5: y',
    ].map((line) => pattern('archway-go').exec(line)?.slice(1, 4));
    assert.deepEqual(places, [
      ['./main.go', '12', '3'],
      ['./main.go', '1', '1'],
      ['/abs/a b/x.go', '3', '5'],
      ['C:\\w\\x.go', '3', '5'],
    ]);
    for (const line of [
      '# example.org/m',
      'main.go:12: a log line',
      '    /abs/a_test.go:3: bad',
      'ok  \texample.org/m\t0.1s',
    ]) {
      assert.doesNotMatch(line, pattern('archway-go'));
    }
  });

  it('read what failing tests say', () => {
    assert.deepEqual(pattern('archway-go-test').exec('        /abs/a_test.go:3: got: 1: 2')?.slice(1), [
      '/abs/a_test.go',
      '3',
      'got: 1: 2',
    ]);
    assert.doesNotMatch('--- FAIL: TestA (0.00s)', pattern('archway-go-test'));
  });

  it('read the stack of a program, without the runtime', () => {
    const [call, place] = contributes.problemMatchers
      .find((matcher: { name: string }) => matcher.name === 'archway-panic')
      .pattern.map(({ regexp }: { regexp: string }) => new RegExp(regexp));
    assert.equal(call.exec('example.org/m.(*Stats).Add(0xc000012345, {0x1, 0x2})')?.[1], 'example.org/m.(*Stats).Add');
    assert.deepEqual(place.exec('        /abs/m/stats.go:20 +0x1d')?.slice(1), ['/abs/m/stats.go', '20']);
    assert.doesNotMatch('        /usr/local/go/src/runtime/panic.go:860 +0x1d', place);
    assert.doesNotMatch('        /usr/local/go/src/internal/runtime/atomic/unaligned.go:8 +0x24', place);
  });

  it('read what archway check prints', () => {
    const line = 'dup/dup.go:9:17: undefined: syscall.Dup2 [undefined] linux/arm64, linux/loong64';
    assert.deepEqual(pattern('archway-check').exec(line)?.slice(1), [
      'dup/dup.go',
      '9',
      '17',
      'undefined: syscall.Dup2',
      'undefined',
    ]);
  });
});

/** `{a: {b: 1}}` as `{'a.b': 1}`, as package.json writes settings. An empty object is a value, as that of archway.rules. */
function flat(value: object, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
      const isGroup =
        typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.keys(inner).length > 0;
      return isGroup ? Object.entries(flat(inner, `${prefix}${key}.`)) : [[prefix + key, inner]];
    }),
  );
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}
