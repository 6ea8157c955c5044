// The files that a test program is told to write, such as a coverage profile: on another machine they are written elsewhere,
// and brought back.
import { resolve } from 'node:path';

/** Flags of test programs whose value is a file they write (GOROOT/src/testing/testing.go), and the one for a folder. */
const fileFlag = /^--?test\.(coverprofile|cpuprofile|memprofile|blockprofile|mutexprofile|trace)=(.+)$/s;
const folderFlag = /^--?test\.gocoverdir=(.+)$/s;
const outputFolderFlag = /^--?test\.outputdir=(.+)$/s;

/** Arguments as they are there, and what is brought back from there. */
export interface RemoteOutputs {
  readonly args: readonly string[];
  /** The path here, by the name in the folder of outputs there. */
  readonly files: ReadonlyMap<string, string>;
  /** Names of folders that must exist there; what is in them stays there. */
  readonly folders: readonly string[];
}

/** Puts what the arguments of a test program say it writes into the folder `there`. Relative paths are from `cwd`, or `-test.outputdir`. */
export function remoteOutputs(args: readonly string[], cwd: string, there: string): RemoteOutputs {
  const outputFolder = args.map((arg) => outputFolderFlag.exec(arg)?.[1]).find((folder) => folder !== undefined);
  const base = resolve(cwd, outputFolder ?? '');
  const files = new Map<string, string>();
  const folders: string[] = [];
  const rewritten = args
    .filter((arg) => !outputFolderFlag.test(arg))
    .map((arg) => {
      const file = fileFlag.exec(arg);
      if (file !== null) {
        files.set(file[1]!, resolve(base, file[2]!));
        return `-test.${file[1]}=${there}/${file[1]}`;
      }
      if (!folderFlag.test(arg)) return arg;
      folders.push('gocoverdir');
      return `-test.gocoverdir=${there}/gocoverdir`;
    });
  return { args: rewritten, files, folders };
}
