// The ports a file is built for, those outside the targets of the run as well.
import type { GoFile } from '../../module/package.ts';
import { ports } from '../../platform/ports.ts';
import { MAX_TARGETS, type Target, TargetList } from '../../platform/target.ts';

/** All ports as lists of targets. */
const portLists: readonly TargetList[] = [ports.slice(0, MAX_TARGETS), ports.slice(MAX_TARGETS)].map(
  (list) => new TargetList(list.map(({ goos, goarch }) => ({ goos, goarch, levels: {}, cgo: false, tags: [] }))),
);

/** The ports a file is built for without tags and cgo. */
export function portsOf(file: GoFile): Target[] {
  return portLists.flatMap((list) => list.members(file.presence(list)));
}
