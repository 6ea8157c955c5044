// Each linux port of Go, and each level of arm: a program and tests under QEMU, with the target chosen in the editor; and programs with cgo.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { kindsOfTests } from '../../support/kinds-of-tests.ts';
import { linuxPorts } from '../../support/linux-ports.ts';
import { activeExtension } from '../support/extension.ts';
import { layModule, removeModule } from '../support/module.ts';
import { chooseTarget } from '../support/target.ts';
import { exitStatus, findTask, taskSeconds, withTasks } from '../support/tasks.ts';
import { shownText } from '../support/terminal.ts';
import { runTests, testItem } from '../support/tests.ts';

const folder = 'ports';
const files = {
  'go.mod': 'module example.org/ports\n\ngo 1.21\n',
  // Says what it runs on, with the level of arm it was built for, and ends with 40 and the bytes of a pointer.
  'say/main.go': `package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"unsafe"
)

func main() {
	order := "big"
	if one := uint16(1); *(*byte)(unsafe.Pointer(&one)) == 1 {
		order = "little"
	}
	port := runtime.GOOS + "/" + runtime.GOARCH
	info, _ := debug.ReadBuildInfo()
	for _, setting := range info.Settings {
		if setting.Key == "GOARM" {
			port += "/" + setting.Value
		}
	}
	os.Stdout.WriteString("runs on " + port + ", " + order + " endian\\n")
	os.Exit(40 + int(unsafe.Sizeof(uintptr(0))))
}
`,
  ...kindsOfTests,
  'native/main.go': `package main

/*
#include <elf.h>
#include <stdint.h>
#include <sys/auxv.h>
// Where the loader of dynamic programs is; it is nowhere in a static one.
static int isDynamic(void) { return getauxval(AT_BASE) != 0; }
static int64_t twice(int64_t v) { return 2 * v; }
#if defined(__aarch64__)
static int machine(void) { return EM_AARCH64; }
#elif defined(__mips64) && defined(__MIPSEL__)
static int machine(void) { return EM_MIPS; }
#elif defined(__s390x__)
static int machine(void) { return EM_S390; }
#endif
*/
import "C"

import (
	"os"
	"runtime"
	"strconv"
)

func main() {
	linked := "static"
	if C.isDynamic() != 0 {
		linked = "dynamic"
	}
	machine := strconv.Itoa(int(C.machine()))
	os.Stdout.WriteString(linked + " C on " + runtime.GOARCH + ", machine " + machine + "\\n")
	os.Exit(int(C.twice(21)))
}
`,
};

/** The number of the machine in elf.h. */
const nativePorts = [
  ['linux/arm64', 'arm64', 183],
  ['linux/mips64le', 'mips64le', 8],
  ['linux/s390x', 's390x', 22],
] as const;

describe('every port', function () {
  this.timeout(taskSeconds * 1000);
  before(async () => {
    await activeExtension();
    await layModule(folder, files);
  });
  after(async () => {
    await chooseTarget('');
    await removeModule(folder);
  });

  for (const { target, bits, endianness } of linuxPorts) {
    it(`${target}: a task runs a program`, async () => {
      await chooseTarget(target);
      const task = await findTask('runs the program', ({ definition: { command, cwd, package: path } }) => {
        return command === 'run' && cwd === folder && path === './say';
      });
      assert.equal(await exitStatus(() => vscode.tasks.executeTask(task)), 40 + bits / 8);
      await shownText(new RegExp(`^runs on ${target}, ${endianness} endian\\n`));
    });

    it(`${target}: the Test Explorer runs tests that pass, fail, skip, panic, have subtests, and take too long`, async () => {
      await chooseTarget(target);
      const { label, told } = await runTests([await testItem('ports/kinds'), await testItem('ports/hangs')]);
      assert.equal(label, target);
      // Which tests ran then, and for how long, follows in more lines.
      const { TestHangs, ...others } = told;
      assert.match(TestHangs!, /^failed hangs_test\.go:16 panic: test timed out after 1s$/m);
      assert.deepEqual(others, {
        TestPasses: 'passed',
        TestFails: 'failed kinds_test.go:8 this test fails',
        TestSkips: 'skipped',
        TestParent: 'failed',
        'TestParent/good': 'passed',
        'TestParent/bad': 'failed kinds_test.go:18 this subtest fails',
        TestPanics: 'failed kinds_test.go:24 panic: assignment to entry in nil map',
      });
    });
  }

  for (const [target, goarch, machine] of nativePorts) {
    it(`${target}: tasks run a program with cgo, linked dynamically and statically`, async () => {
      const own = { command: 'run', target, cgo: true, cwd: folder, package: './native' };
      const two = ['dynamic', 'static'].map((linked) => ({ label: linked, ...own, static: linked === 'static' }));
      await withTasks(two, async (...tasks) => {
        for (const task of tasks) {
          assert.equal(await exitStatus(() => vscode.tasks.executeTask(task)), 42, task.name);
          await shownText(new RegExp(`^${task.name} C on ${goarch}, machine ${machine}\\n`));
        }
      });
    });
  }
});
