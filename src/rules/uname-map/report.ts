// What is said about a wrong name.
import { type Message, message } from '../../messages/catalogue.ts';
import type { Kind } from '../finding.ts';
import type { Pass } from '../rule.ts';
import { askedNames, type Misfit } from './judge.ts';

/** Reports one wrong name: where no branch was for the target, or where the branch has another architecture's name. */
export function reportMisfit(pass: Pass, path: string, kind: Kind, { value, choice, match, targets }: Misfit): void {
  const { name, start, end } = value;
  const isMachine = choice.asked === 'machine' || choice.asked === 'system-machine';
  const machines = pass.targets.members(targets).flatMap((target) => askedNames(choice.asked, target)[0] ?? []);
  pass.report({
    code: match === undefined ? 'WrongDefault' : 'WrongName',
    kind,
    // Where the name that is asked comes from is not known, other names may never come.
    severity: choice.asked === 'any' && match === undefined ? 'info' : 'warning',
    message: match === undefined ? message('uname-map-default', { name }) : wrongName(match, name),
    ...(isMachine ? { details: [message('uname-map-prints', { names: [...new Set(machines)].join(', ') })] } : {}),
    targets,
    path,
    start,
    end,
    noFix: message('uname-map-no-fix', {}),
  });
}

function wrongName({ pattern, name: machine }: NonNullable<Misfit['match']>, name: string): Message {
  return pattern === machine
    ? message('uname-map-wrong', { machine, name })
    : message('uname-map-pattern', { pattern, machine, name });
}
