// Runs a program on another machine: copies it into a new folder there, runs it, brings back what it wrote, and removes the folder.
import { createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { message } from '../../messages/catalogue.ts';
import { type RunOptions, runTask, type TaskResult } from '../process.ts';
import { ToolError } from '../tool-error.ts';
import { packageFiles } from './package-files.ts';
import { askHost, runScript, type SshHost } from './ssh-host.ts';
import { remoteOutputs } from './test-outputs.ts';

export interface RemoteProgram {
  /** The program's file here. */
  readonly program: string;
  readonly args: readonly string[];
  /** Variables of the program on top of those that the machine gives it. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder it would run in here. */
  readonly cwd: string;
  /** Whether `cwd` is the folder of a package whose files go along; else the program runs in an empty folder. */
  readonly withPackage: boolean;
}

/** Seconds that a program is given between the first signal and SIGKILL. */
const GRACE = 3;

/** Makes the folder and prints its path. */
const makeFolder = 'umask 077; d=$(mktemp -d -t archway-XXXXXX) && mkdir "$d/work" "$d/out" && echo "$d"';
const writeProgram = 'cat > "$1/program" && chmod 700 "$1/program"';
/** Unpacks what it reads; what is read-only here must still be removed there. */
const unpack = 'tar -xof - -C "$1/work" && chmod -R u+w "$1/work"';
/** The program is a child of this shell, which tells how it ended: ssh has its own use for some statuses. */
const runProgram = 'd=$1; cd "$2" || exit; shift 2; echo $$ > "$d/pid"; env "$@"; echo $? > "$d/status"';
const removeFolder = 'chmod -R u+w "$1"; rm -rf "$1"';
/**
 * Ends what still runs, and removes the folder. Where sshd has not made the shell the leader of a group, only the shell and its
 * children's input end.
 */
const endProgram = `if p=$(cat "$1/pid" 2>/dev/null); then k() { kill -s "$1" -- "-$p" 2>/dev/null || kill -s "$1" "$p" 2>/dev/null; }; k "$2"; n=0; while k 0 && [ $n -lt ${GRACE} ]; do sleep 1; n=$((n+1)); done; k KILL; fi; ${removeFolder}`;
const readStatus = 'cat "$1/status" 2>/dev/null; true';

/**
 * Runs a program on a machine and gives its result: the exit status, 128 + n where signal n ended it, as the shell there has it.
 *
 * @throws {ToolError} where the machine cannot be reached, or the connection broke before the program had ended.
 */
export async function runOnHost(host: SshHost, what: RemoteProgram, options: RunOptions): Promise<TaskResult> {
  const { env, signal } = options;
  const here = { env, ...(signal && { signal }) };
  const folder = (await askHost(host, makeFolder, [], here)).trim();
  const end = () => runScript(host, endProgram, [folder, signalName(signal!)], { env });
  let ending: Promise<TaskResult> | undefined;
  // At once: a second Ctrl-C ends us, but not this ssh, which sees to what is there.
  const endNow = () => (ending = end());
  signal?.addEventListener('abort', endNow, { once: true });
  try {
    await askHost(host, writeProgram, [folder], { ...here, stdin: { file: what.program } });
    const cwd = what.withPackage ? await sendPackage(host, folder, what.cwd, here) : `${folder}/work`;
    const outputs = remoteOutputs(what.args, what.cwd, `${folder}/out`);
    for (const name of outputs.folders) await askHost(host, 'mkdir "$1"', [`${folder}/out/${name}`], here);
    const variables = Object.entries(what.env).map(([name, value]) => `${name}=${value}`);
    const words = [folder, cwd, ...variables, `${folder}/program`, ...outputs.args];
    const result = await runScript(host, runProgram, words, options);
    // From here on the signal that ended the program must not end what tidies up after it.
    if (signal?.aborted) return result;
    const status = (await askHost(host, readStatus, [folder], { env })).trim();
    if (!/^\d+$/.test(status)) throw new ToolError(message('tool-remote-lost', { host: host.address }));
    if (outputs.files.size > 0) await fetchOutputs(host, folder, outputs.files, env);
    return { ...result, status: Number(status) };
  } finally {
    signal?.removeEventListener('abort', endNow);
    await ending;
    // Once more after what was under way when the signal came, such as a file that was sent.
    if (signal?.aborted) await end();
    else await runScript(host, removeFolder, [folder], { env });
  }
}

/** Copies the files of a package, and gives the folder there that stands for the package's. */
async function sendPackage(
  host: SshHost,
  there: string,
  dir: string,
  options: Pick<RunOptions, 'env' | 'signal'>,
): Promise<string> {
  const { root, folder, paths } = packageFiles(dir);
  await inTemporaryFolder(async (temporary) => {
    const list = join(temporary, 'list');
    const archive = join(temporary, 'files.tar');
    await writeFile(list, paths.join('\0'));
    await runTar(['-cf', archive, '-C', root, '--null', '-T', list], options);
    await askHost(host, unpack, [there], { ...options, stdin: { file: archive } });
  });
  return `${there}/work/${folder}`;
}

/** Brings the files that a program wrote to their places here; one that it did not write is left out. */
async function fetchOutputs(
  host: SshHost,
  there: string,
  files: ReadonlyMap<string, string>,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  await inTemporaryFolder(async (temporary) => {
    const archive = createWriteStream(join(temporary, 'out.tar'));
    await runScript(host, 'tar -cf - -C "$1/out" .', [there], { env, stdout: archive });
    archive.end();
    await finished(archive);
    await runTar(['-xf', archive.path as string, '-C', temporary], { env });
    for (const [name, path] of files) {
      if (existsSync(join(temporary, name))) await copyFile(join(temporary, name), path);
    }
  });
}

async function runTar(args: readonly string[], options: Pick<RunOptions, 'env' | 'signal'>): Promise<void> {
  // macOS would add a file with attributes for each one.
  const task = { argv: ['tar', ...args], env: { COPYFILE_DISABLE: '1' }, cwd: '/' } as const;
  const { status, stderr } = await runTask(task, { ...options, stderr: 'capture' });
  if (status !== 0) throw new ToolError(message('tool-go-broken', { command: 'tar', output: stderr.trim() }));
}

async function inTemporaryFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'archway-ssh-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A signal as kill(1) takes it. */
function signalName({ reason }: AbortSignal): string {
  return typeof reason === 'string' && /^SIG[A-Z]+$/.test(reason) ? reason.slice(3) : 'TERM';
}
