// A Go test that runs until it is ended.
import * as vscode from 'vscode';
import { fileOf } from './extension.ts';
import { until } from './until.ts';

/** The test file of a package: TestSlow writes down its process, in its folder. */
export const slowTest = `package slow

import (
	"os"
	"strconv"
	"testing"
	"time"
)

func TestSlow(t *testing.T) {
	os.WriteFile("pid", []byte(strconv.Itoa(os.Getpid())), 0o644)
	time.Sleep(time.Hour)
}
`;

/** The id of the test's process, once it runs in a folder of the workspace. */
export function slowProcess(folder: string): Promise<number> {
  return until('the test runs', async () => {
    const bytes = await vscode.workspace.fs.readFile(fileOf(`${folder}/pid`)).then(
      (found) => found,
      () => undefined,
    );
    return bytes?.length ? Number(new TextDecoder().decode(bytes)) : undefined;
  });
}
