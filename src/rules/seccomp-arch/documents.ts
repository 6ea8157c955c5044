// Profiles in JSON and YAML: what they come to on each target.
import {
  type CallRule,
  type SeccompProfile,
  seccompProfiles,
  type Word,
  type WordList,
} from '../../formats/seccomp.ts';
import { message, say } from '../../messages/catalogue.ts';
import { describeTargets } from '../../platform/describe.ts';
import { isLinux } from '../../platform/linux-abi/syscalls.ts';
import type { Target, TargetSet } from '../../platform/target.ts';
import { isForOneArchitecture } from '../hardcoded-arch/documents.ts';
import type { DocumentPass } from '../rule.ts';
import { judgeList } from './architectures.ts';
import { calledInstead } from './calls.ts';
import { addCalls, addNames } from './fixes.ts';
import { reportList } from './report.ts';

/** Reports what a document's seccomp profiles deny or refuse on some targets only. */
export function checkDocument(pass: DocumentPass): void {
  if (isForOneArchitecture(pass.document.path)) return;
  for (const profile of seccompProfiles(pass.document)) {
    checkArchitectures(pass, profile);
    checkCalls(pass, profile);
  }
}

function checkArchitectures(pass: DocumentPass, { architectures, archMap }: SeccompProfile): void {
  const { document, targets } = pass;
  const list = architectures ?? archMap;
  if (list === undefined || !list.isWhole || list.words.length === 0) return;
  const names = list.words.map(({ value }) => value);
  const span = (from: Word, to: Word) => ({ path: document.path, start: from.start, end: to.end });
  // Docker takes the entry of the machine's own architecture out of a map: what else is there does not matter.
  reportList(pass, judgeList(names, targets, list === archMap), {
    kind: 'run',
    presence: targets.all,
    list: span(list.words[0]!, list.words.at(-1)!),
    element: (name) => {
      const word = list.words.find(({ value }) => value === name)!;
      return span(word, word);
    },
    ...(list === archMap ? {} : { adding: (names: readonly string[]) => addNames(document, list, names) }),
  });
}

/** Actions that keep a call from being made. */
const denying = /^SCMP_ACT_(?:ERRNO|KILL|KILL_PROCESS|KILL_THREAD|TRAP)$/;
/** What every program calls: a profile that allows these is a list of what a program needs. */
const needed = ['read', 'write', 'exit_group'];

/** What a profile denies because programs call it by another name. */
interface Denied {
  readonly targets: TargetSet;
  readonly instead: ReadonlyMap<string, string>;
}

function checkCalls(pass: DocumentPass, profile: SeccompProfile): void {
  const { document, targets } = pass;
  const { defaultAction, calls } = profile;
  if (!denying.test(defaultAction.value) || calls.some(({ names }) => !names.isWhole)) return;
  const groups = new Map<string, Denied>();
  targets.targets.forEach((target, i) => {
    const instead = isLinux(target) ? deniedOn(target, calls) : new Map();
    if (instead.size === 0) return;
    const key = JSON.stringify([...instead]);
    groups.set(key, { targets: (groups.get(key)?.targets ?? 0) | (1 << i), instead });
  });
  if (groups.size === 0) return;
  const all = [...groups.values()];
  const missing = new Set(all.flatMap(({ instead }) => [...instead.values()]));
  const allowed = new Set(all.flatMap(({ instead }) => [...instead.keys()]));
  const anchor = calls.flatMap(({ names }) => names.words).find(({ value }) => allowed.has(value))!;
  const list = calls.find(({ names, isList }) => isList && names.words.includes(anchor));
  pass.report({
    code: 'DeniedCall',
    message: message('seccomp-arch-calls', { action: defaultAction.value, allowed: few([...allowed]) }),
    details: all.map(({ targets: set, instead }) =>
      message('seccomp-arch-calls-on', {
        targets: describeTargets(targets, set),
        calls: [...new Set(instead.values())].join(', '),
      }),
    ),
    targets: all.reduce((set: TargetSet, group) => set | group.targets, 0),
    path: document.path,
    start: anchor.start,
    end: anchor.end,
    ...(list === undefined ? {} : { fixes: [addCalls(document, list.names, anchor, [...missing])] }),
  });
}

/** What is allowed on amd64 and, under the name it has on a target, not there: the call on amd64, and the usual one on the target. */
function deniedOn(target: Target, calls: readonly CallRule[]): Map<string, string> {
  const own = allowedOn(target.goarch, calls);
  const denied = new Map<string, string>();
  if (!needed.every((call) => own.has(call))) return denied;
  for (const call of own) {
    const instead = calledInstead(target.goarch, call);
    if (instead.length > 0 && !instead.some((name) => own.has(name))) denied.set(call, instead[0]!);
  }
  return denied;
}

/** Docker's names of architectures that are not those of Go. */
const dockerNames: ReadonlyMap<string, string> = new Map([['x86', '386']]);

function allowedOn(goarch: string, calls: readonly CallRule[]): Set<string> {
  const isFor = (arches: readonly string[]) => arches.some((arch) => (dockerNames.get(arch) ?? arch) === goarch);
  return new Set(
    calls
      .filter(({ action }) => !denying.test(action))
      .filter(({ only, except }) => (only.length === 0 || isFor(only)) && !isFor(except))
      .flatMap(({ names }: { names: WordList }) => names.words.map(({ value }) => value)),
  );
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? say('seccomp-arch-and-more', { names: shown, count: names.length - 4 }) : shown;
}
