// YAML: the places of manifests and CI configurations that name an architecture.
import { isAlias, isMap, isPair, isScalar, isSeq, type Pair, parseAllDocuments, type Scalar, type YAMLMap } from 'yaml';
import { canonicalArch } from '../platform/aliases.ts';
import { findArchitectures, namesArchitecture } from './architectures.ts';
import { type YamlKind, yamlKind } from './detect.ts';
import type { Mention, MentionContext, Script } from './document.ts';
import { shellMentions } from './shell.ts';
import { isArchImage, isArchTest, onlySystem, platformOS, valueParts, type WordPart } from './words.ts';

/** The label that Kubernetes 1.14 deprecated, and the one that replaces it. */
export const DEPRECATED_ARCH_LABEL = 'beta.kubernetes.io/arch';
export const ARCH_LABEL = 'kubernetes.io/arch';

/** Deepest nesting that is looked at; the parser is recursive. */
const MAX_DEPTH = 100;
/** Keys below which a mapping gives variables their values. */
const variableMaps = new Set(['env', 'variables', 'environment', 'args', 'build-args', 'vars']);
/** Keys whose text is a script, by who reads the file. */
const scriptKeys: Readonly<Record<YamlKind, RegExp>> = {
  github: /^run$/,
  gitlab: /^(?:before_|after_)?script$/,
  circleci: /^(?:run|command|override|pre|post)$/,
  azure: /^(?:script|bash)$/,
  travis: /^(?:before_|after_)?(?:install|script|success|deploy)$/,
  compose: /^(?:command|entrypoint)$/,
  kubernetes: /^(?:command|args)$/,
  goreleaser: /^(?:cmd|hooks|pre|post)$/,
  generic: /^(?!)/,
};

export interface YamlContents {
  readonly mentions: readonly Mention[];
  /** The scripts of a CI configuration or a container's command. */
  readonly scripts: readonly Script[];
}

/** Reads a YAML file with all its documents. Aliases are not followed, so a document cannot grow while it is read. */
export function readYaml(path: string, text: string): YamlContents {
  if (!namesArchitecture(text) || isTooDeep(text)) return { mentions: [], scripts: [] };
  return new YamlReader(yamlKind(path, text), withoutTemplates(text)).read();
}

/** Where a node stands: the keys that lead to it. */
interface Place {
  /** GOOS as the mapping around a variable sets it. */
  readonly goos?: string;
  readonly keys: readonly string[];
  readonly isGuarded: boolean;
  readonly depth: number;
}

class YamlReader {
  readonly #mentions: Mention[] = [];
  readonly #scripts: Script[] = [];
  #scope = 0;

  constructor(
    private readonly kind: YamlKind,
    private readonly text: string,
  ) {}

  read(): YamlContents {
    const documents = parseAllDocuments(this.text, { logLevel: 'silent', strict: false, uniqueKeys: false });
    for (const document of Array.isArray(documents) ? documents : []) {
      const root: unknown = document.contents;
      // A manifest that names an architecture in its own name is one of several, or means it.
      const name = isMap(root) ? root.getIn(['metadata', 'name']) : undefined;
      this.#node(root, { keys: [], isGuarded: typeof name === 'string' && namesArchitecture(name), depth: 0 });
    }
    return { mentions: this.#mentions, scripts: this.#scripts };
  }

  #node(node: unknown, place: Place): void {
    if (place.depth > MAX_DEPTH || isAlias(node)) return;
    if (isMap(node)) this.#map(node, place);
    else if (isSeq(node)) for (const item of node.items) this.#node(item, { ...place, depth: place.depth + 1 });
    else if (isScalar(node)) this.#scalar(node, place);
  }

  #map(map: YAMLMap, place: Place): void {
    const condition = map.get('if');
    const isConditional = this.kind === 'github' && typeof condition === 'string' && isArchTest(condition);
    const guarded = place.isGuarded || isConditional;
    this.#expression(map, guarded);
    this.#namedValue(map, place.isGuarded);
    const system = map.get('GOOS');
    const goos = typeof system === 'string' ? { goos: system } : {};
    for (const pair of map.items) {
      const key = keyOf(pair);
      if (key === DEPRECATED_ARCH_LABEL && isScalar(pair.key) && !isAboutNode(place.keys))
        this.#add('deprecated-label', startOf(pair.key), key, { key, hasReplacement: map.has(ARCH_LABEL) });
      const isTable =
        key === 'matrix' ||
        key === 'include' ||
        (key !== ARCH_LABEL && key !== DEPRECATED_ARCH_LABEL && namesArchitecture(key));
      this.#node(pair.value, {
        ...goos,
        keys: [...place.keys, key],
        isGuarded: guarded || isTable,
        depth: place.depth + 1,
      });
    }
  }

  /** `{key: kubernetes.io/arch, operator: In, values: [amd64]}` of a node affinity. */
  #expression(map: YAMLMap, isGuarded: boolean): void {
    const key = map.get('key', true);
    if (!isScalar(key) || (key.value !== ARCH_LABEL && key.value !== DEPRECATED_ARCH_LABEL)) return;
    if (key.value === DEPRECATED_ARCH_LABEL) this.#add('deprecated-label', startOf(key), key.value, { key: key.value });
    const values = map.get('values', true);
    if (map.get('operator') !== 'In' || !isSeq(values)) return;
    const goarchs = new Set(
      values.items.map((item) => (isScalar(item) ? canonicalArch(String(item.value)) : undefined)),
    );
    const [value] = values.items;
    if (goarchs.size === 1 && isScalar(value))
      this.#add('node-selector', startOf(value), String(value.value), { key: key.value, isGuarded, goos: 'linux' });
  }

  /** `{name: GOARCH, value: amd64}`: a variable of a container. */
  #namedValue(map: YAMLMap, isGuarded: boolean): void {
    const name = map.get('name');
    const value = map.get('value', true);
    if (typeof name !== 'string' || !isScalar(value) || typeof value.value !== 'string') return;
    const parts = valueParts(name, value.value);
    this.#parts(parts, startOf(value), value.value, { key: name, isGuarded: isGuarded || namesArchitecture(name) });
  }

  #scalar(scalar: Scalar, place: Place): void {
    const value = scalar.value;
    if (typeof value !== 'string' || scalar.range == null) return;
    const key = place.keys.at(-1) ?? '';
    const parent = place.keys.at(-2) ?? '';
    const { isGuarded } = place;
    const start = startOf(scalar);
    if (place.keys.some((each) => scriptKeys[this.kind].test(each)) && /\s/.test(value)) {
      this.#script(scalar, place);
    } else if (key === ARCH_LABEL || key === DEPRECATED_ARCH_LABEL) {
      if (canonicalArch(value) !== undefined && !isAboutNode(place.keys.slice(0, -1)))
        this.#add('node-selector', start, value, { key, isGuarded, goos: 'linux' });
    } else if (isImageKey(key, parent, this.kind) && isArchImage(value)) {
      this.#add('image', start, value, { key, isGuarded, goos: onlySystem(value) ?? 'linux' });
    } else if (this.kind === 'github' && key === 'uses' && value.startsWith('docker://') && isArchImage(value)) {
      this.#add('image', start, value, { key, isGuarded, goos: onlySystem(value) ?? 'linux' });
    } else if (isPlatformKey(key, this.kind) && platformOS(value) !== undefined) {
      this.#add('platform', start, value, { key, isGuarded, goos: platformOS(value)! });
    } else if (variableMaps.has(parent)) {
      const more = key === 'GOARCH' && place.goos !== undefined ? { goos: place.goos } : {};
      this.#parts(valueParts(key, value), start, value, {
        key,
        isGuarded: isGuarded || namesArchitecture(key),
        ...more,
      });
    } else {
      // A list of NAME=value.
      const [, name = '', given = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(value) ?? [];
      const shift = start + value.length - given.length;
      this.#parts(valueParts(name, given), shift, given, {
        key: name,
        isGuarded: isGuarded || namesArchitecture(name),
      });
    }
  }

  /** A script as the file has it: the header of a block and the quotes blanked out, offsets unchanged. */
  #script(scalar: Scalar, place: Place): void {
    this.#scope++;
    const [start, end] = scalar.range!;
    let source = this.text.slice(start, end);
    if (scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED') {
      source = source.replace(/^[^\n]*/, (header) => ' '.repeat(header.length));
    } else if (scalar.type !== 'PLAIN') {
      source = ` ${source.slice(1, -1)} `;
    }
    this.#scripts.push({ start, text: source });
    for (const mention of shellMentions(source, this.#scope)) {
      this.#mentions.push({
        ...mention,
        start: mention.start + start,
        end: mention.end + start,
        isGuarded: mention.isGuarded || place.isGuarded,
      });
    }
  }

  #parts(parts: readonly WordPart[], start: number, value: string, more: Partial<Mention>): void {
    for (const part of parts) this.#add(part.context, start + part.start, value.slice(part.start, part.end), more);
  }

  #add(context: MentionContext, start: number, text: string, more: Partial<Mention>): void {
    // Where escapes or folding make the value another text than the file has, positions would be wrong.
    if (this.text.slice(start, start + text.length) !== text) return;
    if (context !== 'deprecated-label' && findArchitectures(text).length === 0) return;
    const goos = onlySystem(text);
    this.#mentions.push({
      context,
      start,
      end: start + text.length,
      text,
      key: '',
      isDefault: false,
      isGuarded: false,
      isExpandable: false,
      scope: this.#scope,
      ...(goos === undefined ? {} : { goos }),
      ...more,
    });
  }
}

function keyOf(pair: unknown): string {
  return isPair(pair) && isScalar((pair as Pair).key) ? String(((pair as Pair).key as Scalar).value) : '';
}

/** Where the text of a scalar begins, behind its quote. */
function startOf(scalar: Scalar): number {
  const isQuoted = scalar.type === 'QUOTE_SINGLE' || scalar.type === 'QUOTE_DOUBLE';
  return (scalar.range?.[0] ?? 0) + (isQuoted ? 1 : 0);
}

/** Whether these keys lead to labels that describe something, rather than choose something. */
function isAboutNode(keys: readonly string[]): boolean {
  return keys.at(-1) === 'labels' || keys.at(-1) === 'annotations';
}

function isImageKey(key: string, parent: string, kind: YamlKind): boolean {
  if (key === 'image' || key === 'imageName') return true;
  if (parent === 'image') return key === 'repository' || key === 'name' || key === 'tag';
  return kind === 'github' && key === 'container';
}

function isPlatformKey(key: string, kind: YamlKind): boolean {
  return (kind === 'compose' && key === 'platform') || (kind === 'github' && key === 'platforms');
}

/** Templates (`{{ … }}`, `${{ … }}`) blanked out, offsets unchanged: lines of their own by blanks, within a line by underscores. */
export function withoutTemplates(text: string): string {
  if (!text.includes('{{')) return text;
  return text
    .replace(/^[ \t]*\{\{[^{}\n]*\}\}[ \t]*\r?$/gm, (line) => ' '.repeat(line.length))
    .replace(/\$?\{\{[^{}\n]*\}\}/g, (template) => '_'.repeat(template.length));
}

/** Whether brackets or indentation nest deeper than the recursive parser bears. */
export function isTooDeep(text: string): boolean {
  let brackets = 0;
  let deepest = 0;
  for (const bracket of text.match(/[[\]{}]/g) ?? []) {
    brackets += bracket === '[' || bracket === '{' ? 1 : -1;
    deepest = Math.max(deepest, brackets);
  }
  return deepest > 10 * MAX_DEPTH || /^(?:(?:[-?:] ){200}| {1000})/m.test(text);
}
