// archway run --on and archway test --on, against a real sshd on the loopback interface.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { isAlive } from '../../test/support/processes.ts';
import { hasSshServer, type SshServer, startSshServer } from '../toolchain/remote/sshd.testing.ts';
import { archway, archwayArgv, goTestEnv, makeFolder, removeFolder } from './cli-process.testing.ts';

const files = {
  'go.mod': 'module example.com/far\n\ngo 1.21\n',
  'main.go': `package main

import (
	"encoding/json"
	"io"
	"os"
	"runtime"
)

func main() {
	input, _ := io.ReadAll(os.Stdin)
	folder, _ := os.Getwd()
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"arch": runtime.GOARCH, "args": os.Args[1:], "input": string(input), "folder": folder,
		"word": os.Getenv("WORD"), "connection": os.Getenv("SSH_CONNECTION"),
	})
	os.Stderr.WriteString("to stderr\\n")
	os.Exit(255)
}
`,
  'crash/main.go':
    'package main\n\nimport "syscall"\n\nfunc main() { syscall.Kill(syscall.Getpid(), syscall.SIGKILL) }\n',
  'sleep/main.go': `package main

import (
	"os"
	"os/exec"
	"strconv"
)

func main() {
	child := exec.Command("sleep", "3600")
	child.Start()
	os.WriteFile(os.Args[1], []byte(strconv.Itoa(os.Getpid())+" "+strconv.Itoa(child.Process.Pid)), 0o644)
	os.Rename(os.Args[1], os.Args[1]+".done")
	child.Wait()
}
`,
  // Writes down its process, and whether it was interrupted, and goes on.
  'stubborn/main.go': `package main

import (
	"os"
	"os/signal"
	"strconv"
	"time"
)

func main() {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	os.WriteFile(os.Args[1], []byte(strconv.Itoa(os.Getpid())), 0o644)
	os.Rename(os.Args[1], os.Args[1]+".started")
	<-interrupted
	os.WriteFile(os.Args[1]+".interrupted", nil, 0o644)
	time.Sleep(time.Hour)
}
`,
  'testdata/shared.txt': 'shared\n',
  'words/testdata/it is "odd"/a\'b.txt': 'own\n',
  'words/secret/other.go': 'package secret\n',
  'words/words.go': 'package words\n\nfunc Twice(n int) int {\n\treturn 2 * n\n}\n',
  'words/words_test.go': `package words

import (
	"os"
	"strings"
	"testing"
)

func TestFiles(t *testing.T) {
	for _, name := range []string{"../testdata/shared.txt", "testdata/it is \\"odd\\"/a'b.txt", "words.go", "../go.mod"} {
		if _, err := os.ReadFile(name); err != nil {
			t.Error(err)
		}
	}
	if _, err := os.Stat("secret"); err == nil {
		t.Error("another package came along")
	}
	t.Log("over " + strings.Fields(os.Getenv("SSH_CONNECTION"))[0])
}

func TestFails(t *testing.T) {
	if Twice(2) != 5 {
		t.Error("twice two is not five")
	}
}
`,
};

const machine = process.arch === 'x64' ? 'amd64' : process.arch;

describe('a machine reached by ssh', function () {
  this.timeout(300_000);
  let cwd: string;
  let far: string;
  let server: SshServer;
  before(async function () {
    if (!hasSshServer || process.platform !== 'linux') this.skip();
    cwd = makeFolder(files);
    far = join(cwd, 'far away');
    await mkdir(far);
    server = await startSshServer(cwd, far);
  });
  after(async () => {
    await server?.stop();
    if (cwd !== undefined) removeFolder(cwd);
  });
  // Nothing is left there, whatever happened.
  afterEach(() => assert.deepEqual(readdirSync(far), []));

  const on = () => ['--on', server.address, '--ssh-config', server.config];
  const target = ['--target', `linux/${machine}`];

  it('runs a program there: arguments, variables, input, both outputs, and the exit status that ssh has for itself', async () => {
    const args = ['two words', "it's", '"q"', 'grün 架', '$HOME `x` \\ *', 'new\nline', '', '-v', '!!'];
    const run = await archway(['run', ...target, ...on(), '--env', "WORD=it's $HOME", '.', '--', ...args], {
      cwd,
      input: 'in\nput',
    });
    assert.deepEqual([run.status, run.stderr], [255, 'to stderr']);
    const said = JSON.parse(run.stdout) as Record<string, string>;
    assert.deepEqual([said.arch, said.args, said.input, said.word], [machine, args, 'in\nput', "it's $HOME"]);
    assert.match(said.connection!, /^127\.0\.0\.1 /);
    assert.ok(said.folder!.startsWith(far), said.folder);
  });

  it('ends with 128+n where signal n ended the program', async () => {
    assert.equal((await archway(['run', ...target, ...on(), './crash'], { cwd })).status, 137);
  });

  it('runs tests there with the files of their package, and brings the coverage back', async () => {
    const profile = join(cwd, 'cover age.out');
    const flags = ['-v', '-count=1', '--coverprofile', profile];
    const { status, stdout, stderr } = await archway(['test', ...target, ...on(), ...flags, './words'], { cwd });
    assert.equal(status, 1, stdout + stderr);
    assert.match(stdout, /words_test\.go:\d+: over 127\.0\.0\.1\n--- PASS: TestFiles/);
    assert.match(stdout, /words_test\.go:23: twice two is not five\n--- FAIL: TestFails/);
    assert.match(readFileSync(profile, 'utf8'), /^mode: set\n.*words\.go:3\.\S+ 1 1$/m);
  });

  it('runs a program for 386 on an amd64 machine', async function () {
    if (machine !== 'amd64') this.skip();
    const run = await archway(['run', '--target', 'linux/386', ...on(), '.'], { cwd });
    assert.match(run.stdout, /"arch":"386"/, run.stderr);
  });

  it('ends the program there, and what it started, when the run is cancelled', async () => {
    const note = join(cwd, 'pids');
    const [file, argv] = archwayArgv(['run', ...target, ...on(), './sleep', '--', note]);
    const child = execa(file, argv, { cwd, env: goTestEnv, reject: false });
    while (!existsSync(`${note}.done`) && child.exitCode === null) await delay(20);
    const pids = readFileSync(`${note}.done`, 'utf8').split(' ').map(Number);
    assert.ok(pids.every(isAlive), 'both run');
    child.kill('SIGINT');
    assert.equal((await child).exitCode, 130);
    assert.ok(!pids.some(isAlive), 'none runs');
  });

  it('ends the program there, and removes it, even if a second Ctrl-C does not wait for that', async () => {
    const note = join(cwd, 'stubborn-pid');
    const [file, argv] = archwayArgv(['run', ...target, ...on(), './stubborn', '--', note]);
    const child = execa(file, argv, { cwd, env: goTestEnv, reject: false });
    while (!existsSync(`${note}.started`) && child.exitCode === null) await delay(20);
    const pid = Number(readFileSync(`${note}.started`, 'utf8'));
    child.kill('SIGINT');
    while (!existsSync(`${note}.interrupted`) && child.exitCode === null) await delay(20);
    assert.ok(isAlive(pid), 'it goes on');
    child.kill('SIGINT');
    assert.equal((await child).exitCode, 130);
    assert.notDeepEqual(readdirSync(far), [], 'nobody waited');
    const deadline = Date.now() + 30_000;
    while ((isAlive(pid) || readdirSync(far).length > 0) && Date.now() < deadline) await delay(50);
    assert.ok(!isAlive(pid), 'it has ended');
  });

  it('refuses a target that the machine is none for, before anything is built', async () => {
    const other = machine === 'amd64' ? 'arm64' : 'amd64';
    const { status, stderr } = await archway(['run', '--target', `linux/${other}`, ...on(), './no/such'], { cwd });
    assert.equal(status, 2);
    assert.match(stderr, new RegExp(`is a Linux machine of type \\S+, which does not run linux/${other} programs`));
  });

  it('says in the words of ssh why a machine cannot be reached', async () => {
    const none = await archway(['run', ...target, '--on', 'ssh://127.0.0.1:1', '.'], { cwd });
    assert.deepEqual([none.status, none.stdout], [2, '']);
    assert.match(none.stderr, /^archway: ssh:\/\/127\.0\.0\.1:1 cannot be used: ssh: connect to host .* refused/);
    const unknown = await archway(['test', ...target, '--on', server.address, '.'], { cwd });
    assert.match(unknown.stderr, /cannot be used: (Host key verification failed|No \S+ host key is known)/);
  });

  it('takes nothing for an address that ssh could take for an option', async () => {
    for (const address of ['ssh://-oProxyCommand=x', 'ssh://-lroot@h']) {
      const { status, stderr } = await archway(['run', ...target, '--on', address, '.'], { cwd });
      assert.deepEqual([status, stderr], [2, `archway: ${address} is not ssh://[user@]host[:port]`]);
    }
  });
});
