// For tests: a program that waits under QEMU for a debugger, as `archway debug --server` starts it for the editor.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { archwayArgv, goTestEnv, makeFolder, removeFolder } from '../../cli/cli-process.testing.ts';
import { debuggedProgram } from '../../cli/debugged-program.testing.ts';
import type { DebugServerInfo } from '../../toolchain/debug-server-info.ts';

/** The program, and a test. */
export const debuggeeFiles = {
  ...debuggedProgram(),
  'main_test.go': `package main

import "testing"

func TestJoin(t *testing.T) {
	got := join([]string{"x", "y"})
	t.Log(got.name)
}
`,
};

/** The program while it waits, and how it ends. */
export interface Debuggee {
  readonly info: DebugServerInfo;
  readonly file: string;
  /** Its exit status and what it wrote. */
  readonly ended: Promise<{ readonly exitCode?: number; readonly stdout: string }>;
}

/**
 * Starts the program with the arguments `one` and `two`, and gives `use` what is told of it. Where that fails, the program
 * is ended.
 */
export async function withDebuggee(
  target: string,
  env: Readonly<Record<string, string>>,
  use: (debuggee: Debuggee) => Promise<void>,
): Promise<void> {
  const folder = makeFolder(debuggeeFiles);
  const announced = join(folder, 'server.json');
  const [node, argv] = archwayArgv(['debug', '--target', target, '--server', announced, '.', '--', 'one', 'two']);
  const server = execa(node, argv, { cwd: folder, env: { ...goTestEnv, ...env }, reject: false });
  let result: Awaited<typeof server> | undefined;
  const ended = server.then((its) => {
    result = its;
    return { exitCode: its.exitCode, stdout: its.stdout };
  });
  try {
    while (!existsSync(announced)) {
      if (result !== undefined) throw new Error(result.stderr);
      await delay(30);
    }
    const info = JSON.parse(readFileSync(announced, 'utf8')) as DebugServerInfo;
    await use({ info, file: join(folder, 'main.go'), ended });
  } finally {
    server.kill();
    await ended;
    removeFolder(folder);
  }
}
