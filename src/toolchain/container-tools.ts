// The tools that build container images for several platforms: whether they are there, and in which version.
import { findProgram } from './find-program.ts';
import { runTask } from './process.ts';

/** The container tools Archway knows of. */
export const containerTools = ['docker', 'buildx', 'buildah'] as const;
export type ContainerTool = (typeof containerTools)[number];

/** The command that prints a tool's version. buildx is a plugin of docker; none of them asks a daemon for it. */
const versionCommands: Readonly<Record<ContainerTool, readonly [string, ...string[]]>> = {
  docker: ['docker', '--version'],
  buildx: ['docker', 'buildx', 'version'],
  buildah: ['buildah', '--version'],
};

/** A tool that works. */
export interface FoundContainerTool {
  /** Its path; that of docker for a plugin. */
  readonly program: string;
  readonly version?: string;
}

/** A container tool on PATH; undefined where it is missing. */
export async function findContainerTool(
  tool: ContainerTool,
  env: NodeJS.ProcessEnv,
): Promise<FoundContainerTool | undefined> {
  const [name, ...args] = versionCommands[tool];
  const program = findProgram([name], env);
  if (program === undefined) return undefined;
  const result = await runTask(
    { argv: [program, ...args], env: {}, cwd: '/' },
    { env, stdout: 'capture', stderr: 'capture' },
  );
  // docker without the plugin says that there is no such command.
  if (result.status !== 0) return undefined;
  const version = /\bv?(\d+\.\d[\w.+~-]*)/.exec(result.stdout)?.[1];
  return { program, ...(version === undefined ? {} : { version }) };
}
