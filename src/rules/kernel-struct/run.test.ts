// A program whose own epoll_event is that of amd64 and 386: the kernel of arm gives back other data than it was given.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { checkFolder } from '../../../test/support/check.ts';
import { build, run } from '../../../test/support/programs.ts';
import { folderWith } from '../../../test/support/temporary.ts';

const program = (padding: string) => `package main

import (
	"os"
	"syscall"
	"unsafe"
)

type epollEvent struct {
	events uint32
	${padding}
	data [8]byte
}

func main() {
	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	w.Write([]byte("x"))
	epfd, err := syscall.EpollCreate1(0)
	if err != nil {
		panic(err)
	}
	var given, got [4]epollEvent
	given[0] = epollEvent{events: syscall.EPOLLIN, data: [8]byte{1, 2, 3, 4, 5, 6, 7, 8}}
	_, _, errno := syscall.RawSyscall6(syscall.SYS_EPOLL_CTL, uintptr(epfd), syscall.EPOLL_CTL_ADD, r.Fd(), uintptr(unsafe.Pointer(&given[0])), 0, 0)
	if errno != 0 {
		panic(errno)
	}
	n, _, errno := syscall.RawSyscall6(syscall.SYS_EPOLL_PWAIT, uintptr(epfd), uintptr(unsafe.Pointer(&got[0])), 1, 0, 0, 0)
	if errno != 0 || n != 1 {
		panic(errno)
	}
	if got[0].data != given[0].data {
		os.Exit(3)
	}
}
`;

describe('kernel-struct at run time', function () {
  this.timeout(300_000);

  it('finds the copy that is not the structure of the kernel on arm', async () => {
    const dir = folderWith(
      new Map([
        ['go.mod', 'module example.org/m\n\ngo 1.22\n'],
        ['packed/main_linux.go', program('')],
        ['padded/main_linux.go', program('_ int32')],
      ]),
    );
    const statuses = ['386', 'arm'].map((goarch) => {
      const out = build(dir, goarch);
      return ['packed', 'padded'].map((name) => run(join(out, name), goarch).status);
    });
    assert.deepEqual(statuses, [
      [0, 3],
      [3, 0],
    ]);
    const { findings } = await checkFolder(dir, 'linux/386,linux/arm');
    assert.deepEqual(
      findings.map(({ rule, code, file, targets }) => [rule, code, file.split('/')[0], targets.join()]),
      [
        ['kernel-struct', 'CopiedStruct', 'packed', 'linux/arm'],
        ['kernel-struct', 'CopiedStruct', 'packed', 'linux/arm'],
        ['kernel-struct', 'CopiedStruct', 'padded', 'linux/386'],
        ['kernel-struct', 'CopiedStruct', 'padded', 'linux/386'],
      ],
    );
  });
});
