// Seccomp profiles in JSON and YAML: those of the OCI runtime specification, of Docker and Podman, and of the security profiles operator.
import {
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type Scalar,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type Document, MAX_DOCUMENT_LENGTH } from './document.ts';
import { isTooDeep, withoutTemplates } from './yaml.ts';

/** A string of a profile, with the range of what is written, quotes included. */
export interface Word {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** A list of strings. */
export interface WordList {
  readonly words: readonly Word[];
  /** Whether every element is a string. */
  readonly isWhole: boolean;
}

/** The calls that one entry of a profile is about. */
export interface CallRule {
  readonly action: string;
  /** `names`, or the one `name` of the old format, which is no list. */
  readonly names: WordList;
  readonly isList: boolean;
  /** Docker's names of the architectures it is for (`includes.arches`), all where there are none. */
  readonly only: readonly string[];
  /** Docker's names of those it is not for (`excludes.arches`). */
  readonly except: readonly string[];
}

export interface SeccompProfile {
  /** What happens to a call that no entry is about: `SCMP_ACT_ERRNO`. */
  readonly defaultAction: Word;
  /** `architectures`: those whose calls are let through to the entries beside the machine's own. */
  readonly architectures: WordList | undefined;
  /** Docker's `archMap`: the machines there is an entry for, with their other ABIs. */
  readonly archMap: WordList | undefined;
  readonly calls: readonly CallRule[];
}

/** Whether a text can hold a profile: cheaper than parsing it. */
const marker = /SCMP_ACT_/;

/** The profiles of a document. Never throws on any text. */
export function seccompProfiles({ text, format }: Document): SeccompProfile[] {
  if ((format !== 'json' && format !== 'yaml') || text.length > MAX_DOCUMENT_LENGTH || !marker.test(text)) return [];
  if (isTooDeep(text)) return [];
  const found: SeccompProfile[] = [];
  try {
    const source = format === 'yaml' ? withoutTemplates(text) : text;
    const documents = parseAllDocuments(source, { logLevel: 'silent', strict: false, uniqueKeys: false });
    for (const document of Array.isArray(documents) ? documents : []) {
      visit(document, {
        Map(_, map) {
          const profile = profileOf(map);
          if (profile !== undefined) found.push(profile);
        },
      });
    }
  } catch (error) {
    // The parser is recursive: what nests deeper than the stack bears is left alone.
    if (!(error instanceof RangeError)) throw error;
  }
  return found;
}

function profileOf(map: YAMLMap): SeccompProfile | undefined {
  const defaultAction = wordOf(map.get('defaultAction', true));
  if (defaultAction === undefined || !marker.test(defaultAction.value)) return undefined;
  const archMap = map.get('archMap', true);
  const calls = map.get('syscalls', true);
  return {
    defaultAction,
    architectures: listOf(map.get('architectures', true)),
    archMap: isSeq(archMap) ? mapOf(archMap) : undefined,
    calls: isSeq(calls) ? calls.items.flatMap((item) => (isMap(item) ? (callRule(item) ?? []) : [])) : [],
  };
}

function callRule(map: YAMLMap): CallRule | undefined {
  const action = wordOf(map.get('action', true));
  const names = map.get('names', true);
  const name = wordOf(map.get('name', true));
  const list = listOf(names) ?? (name === undefined ? undefined : { words: [name], isWhole: true });
  if (action === undefined || list === undefined) return undefined;
  return {
    action: action.value,
    names: list,
    isList: isSeq(names),
    only: arches(map.get('includes', true)),
    except: arches(map.get('excludes', true)),
  };
}

function arches(condition: unknown): string[] {
  const list = isMap(condition) ? listOf(condition.get('arches', true)) : undefined;
  return list?.words.map(({ value }) => value) ?? [];
}

/** The names of a map: of machines, and of their other ABIs. */
function mapOf(list: YAMLSeq): WordList {
  const lists = list.items.flatMap((item) => {
    if (!isMap(item)) return [];
    const own = wordOf(item.get('architecture', true));
    return [
      { words: own === undefined ? [] : [own], isWhole: own !== undefined },
      listOf(item.get('subArchitectures', true)) ?? empty,
    ];
  });
  return { words: lists.flatMap(({ words }) => words), isWhole: lists.every(({ isWhole }) => isWhole) };
}

const empty: WordList = { words: [], isWhole: true };

function listOf(node: unknown): WordList | undefined {
  return isSeq(node) ? wordsOf(node) : undefined;
}

function wordsOf(list: YAMLSeq): WordList {
  const words = list.items.map(wordOf);
  return { words: words.filter((word) => word !== undefined), isWhole: !words.includes(undefined) };
}

function wordOf(node: unknown): Word | undefined {
  if (!isScalar(node as Node) || typeof (node as Scalar).value !== 'string') return undefined;
  const { value, range } = node as Scalar<string>;
  return range == null ? undefined : { value, start: range[0], end: range[1] };
}
