// Fixing: check, apply, check again what has become of it, until nothing changes; only then are files written.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Message, message, say } from '../messages/catalogue.ts';
import { diskFileSystem, OverlayFileSystem } from '../module/file-system.ts';
import type { Fix } from '../rules/finding.ts';
import { type CheckRequest, check } from './driver.ts';
import { type Applied, applyFixes, firstAutomatic, isInside, type Left, type Round } from './edits.ts';
import type { Finding } from './finding.ts';

/** How often is checked again. Each round mends what the one before left or brought to light. */
const maximumRounds = 8;

/** A file as it was (undefined: it was not there) and as it is to be. */
export interface Change {
  readonly before: string | undefined;
  readonly after: string;
}

/** What fixing comes to. Nothing has been written. */
export interface FixOutcome {
  /** The folder that nothing outside of is changed. */
  readonly root: string;
  readonly changes: ReadonlyMap<string, Change>;
  readonly applied: readonly Applied[];
  readonly left: readonly Left[];
  /** What was applied first, of what was found in the files as they are. */
  readonly firstApplied: readonly Applied[];
  /** What was found in the files as they are, and in what becomes of them. */
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
}

/** Why a fix is not to be applied; undefined where it may. */
export type RefuseFix = (finding: Finding, fix: Fix) => Message | undefined;

/** Files could not be written, or have changed since they were read. */
export class FixWriteError extends Error {}

/** Fixes what the request finds, in memory. `only` are the rules whose findings are looked at. */
export async function fixAll(
  request: CheckRequest,
  only?: ReadonlySet<string>,
  refuse: RefuseFix = () => undefined,
): Promise<FixOutcome> {
  const overlay = new Map(request.overlay);
  const fileSystem = new OverlayFileSystem(diskFileSystem, overlay);
  const changes = new Map<string, Change>();
  const applied: Applied[] = [];
  let first: { before: readonly Finding[]; firstApplied: readonly Applied[] } | undefined;
  for (let rounds = 1; ; rounds++) {
    const { root, findings } = await check({ ...request, overlay });
    const chosen = only ? findings.filter((finding) => only.has(finding.rule)) : findings;
    const { round, refused } = applyUnless(refuse, chosen, (accepted) => applyFixes(accepted, fileSystem, root));
    first ??= { before: findings, firstApplied: round.applied };
    const outcome = { ...first, root, changes, applied, after: findings };
    if (round.texts.size === 0) return { ...outcome, left: [...refused, ...round.left] };
    if (rounds > maximumRounds) {
      const reason = message('fix-left-rounds', { rounds: maximumRounds });
      const open = round.applied.map(({ finding }) => ({ finding, reason }));
      return { ...outcome, left: [...refused, ...round.left, ...open] };
    }
    applied.push(...round.applied);
    for (const [path, after] of round.texts) {
      const before = changes.has(path) ? changes.get(path)!.before : diskFileSystem.readText(path);
      changes.set(path, { before, after });
      overlay.set(path, after);
    }
  }
}

/** Applies the fixes of findings but those that are refused. */
function applyUnless(
  refuse: RefuseFix,
  findings: readonly Finding[],
  apply: (findings: readonly Finding[]) => Round,
): { round: Round; refused: Left[] } {
  const refused: Left[] = [];
  const accepted = findings.filter((finding) => {
    const fix = firstAutomatic(finding);
    const reason = fix && refuse(finding, fix);
    if (reason !== undefined) refused.push({ finding, reason });
    return reason === undefined;
  });
  return { round: apply(accepted), refused };
}

/**
 * Writes the changes, after a look whether each file is still what it was.
 * @throws FixWriteError before anything is written, or where writing fails
 */
export function writeFixes({ root, changes }: FixOutcome): void {
  for (const [path, { before }] of changes) {
    const changed = diskFileSystem.readText(path) !== before || !isInside(path, root);
    if (changed) throw new FixWriteError(say('fix-changed', { file: basename(path) }));
  }
  for (const [path, { after }] of changes) {
    try {
      writeFileSync(path, after);
    } catch (error) {
      throw new FixWriteError(error instanceof Error ? error.message : String(error));
    }
  }
}
