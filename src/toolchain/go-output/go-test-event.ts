// The events that `go test -json` prints, one a line: `go doc test2json`, and `go help buildjson` for those of builds.

/** An event; what it is about is in `action`, where others than these mean nothing to us. */
export interface GoTestEvent {
  readonly action: string;
  /** Import path of the package; of what a build says, the build's. */
  readonly package: string;
  /** The test, its subtests behind slashes; absent where it is about the package. */
  readonly test?: string;
  readonly seconds?: number;
  /** When it was told, in milliseconds since 1970. */
  readonly time?: number;
  readonly output?: string;
  /** The build by which a package fails. */
  readonly failedBuild?: string;
}

/** The event on a line; undefined where the line is something else: old go commands print what a build says as it is. */
export function parseEvent(line: string): GoTestEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  let event: Record<string, unknown>;
  try {
    event = JSON.parse(line);
  } catch {
    return undefined;
  }
  const text = (key: string) => (typeof event[key] === 'string' ? event[key] : undefined);
  const action = text('Action');
  const about = text('Package') ?? text('ImportPath');
  if (action === undefined || about === undefined) return undefined;
  const time = Date.parse(text('Time') ?? '');
  return {
    action,
    package: about,
    test: text('Test'),
    seconds: typeof event.Elapsed === 'number' ? event.Elapsed : undefined,
    ...(!Number.isNaN(time) && { time }),
    output: text('Output'),
    failedBuild: text('FailedBuild'),
  };
}
