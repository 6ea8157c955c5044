// Fixing: check, apply, check again what has become of it, until nothing changes; only then are files written.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { message, say } from '../messages/catalogue.ts';
import { diskFileSystem, OverlayFileSystem } from '../module/file-system.ts';
import { type CheckRequest, check } from './driver.ts';
import { type Applied, applyFixes, isInside, type Left } from './edits.ts';

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
}

/** Files could not be written, or have changed since they were read. */
export class FixWriteError extends Error {}

/** Fixes what the request finds, in memory. `only` are the rules whose findings are looked at. */
export async function fixAll(request: CheckRequest, only?: ReadonlySet<string>): Promise<FixOutcome> {
  const overlay = new Map(request.overlay);
  const fileSystem = new OverlayFileSystem(diskFileSystem, overlay);
  const changes = new Map<string, Change>();
  const applied: Applied[] = [];
  for (let rounds = 1; ; rounds++) {
    const { root, findings } = await check({ ...request, overlay });
    const chosen = only ? findings.filter((finding) => only.has(finding.rule)) : findings;
    const round = applyFixes(chosen, fileSystem, root);
    if (round.texts.size === 0) return { root, changes, applied, left: round.left };
    if (rounds > maximumRounds) {
      const reason = message('fix-left-rounds', { rounds: maximumRounds });
      return {
        root,
        changes,
        applied,
        left: [...round.left, ...round.applied.map(({ finding }) => ({ finding, reason }))],
      };
    }
    applied.push(...round.applied);
    for (const [path, after] of round.texts) {
      const before = changes.has(path) ? changes.get(path)!.before : diskFileSystem.readText(path);
      changes.set(path, { before, after });
      overlay.set(path, after);
    }
  }
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
