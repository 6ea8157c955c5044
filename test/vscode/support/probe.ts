// A module that is laid into the workspace for a while, to be built, run and tested: it is a module in a folder of another one.
import type * as vscode from 'vscode';
import { revertAll } from './editing.ts';
import { activeExtension, fileOf } from './extension.ts';
import { layModule, removeModule } from './module.ts';
import { chooseTarget } from './target.ts';

const files: Readonly<Record<string, string>> = {
  'go.mod': 'module example.org/probe\n\ngo 1.21\n',
  // Tells what it runs on in a file, and by its exit status.
  'cmd/tell/main.go': `package main

import (
	"os"
	"runtime"
	"unsafe"
)

func main() {
	order := "big"
	if one := uint16(1); *(*byte)(unsafe.Pointer(&one)) == 1 {
		order = "little"
	}
	told := runtime.GOOS + "/" + runtime.GOARCH + " " + order
	if err := os.WriteFile("told.txt", []byte(told), 0o644); err != nil {
		panic(err)
	}
	os.Exit(int(unsafe.Sizeof(uintptr(0))))
}
`,
  'wrong/wrong.go': 'package wrong\n\n// A comment, then an error that every compiler tells.\nvar Count int = "text"\n',
  'sums/sums.go': 'package sums\n\nfunc Add(a, b int) int { return a + b }\n',
  'sums/sums_test.go': `package sums

import "testing"

func TestGood(t *testing.T) {
	if Add(1, 2) != 3 {
		t.Error("wrong sum")
	}
}

func TestBad(t *testing.T) {
	t.Run("minus", func(t *testing.T) {
		t.Errorf("sum = %d, want %d", Add(1, -1), 1)
	})
}

func TestPanic(t *testing.T) {
	var values []int
	values[Add(0, 0)]++
}
`,
};

/** A file of the module. */
export const probeFile = (path: string): vscode.Uri => fileOf(`probe/${path}`);

/** Writes the module. */
export const layProbe = (): Promise<void> => layModule('probe', files);

/** Removes it with all it has written. */
export const removeProbe = (): Promise<void> => removeModule('probe');

/** Has the module there for the tests of a suite, and leaves no edits and no target behind. */
export function useProbe(): void {
  before(async () => {
    await activeExtension();
    await layProbe();
  });
  after(async () => {
    await chooseTarget('');
    await revertAll();
    await removeProbe();
  });
}
