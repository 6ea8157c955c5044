// The page of page-size.
import type { Documentation } from '../rule.ts';

const HEADER = `package p

import "syscall"

// part maps a part of a file.
func part(fd int, offset int64, length int) ([]byte, error) {
`;

export const documentation: Documentation = {
  what: `A page of memory has 4096 bytes on amd64. On arm64 and loong64 it has 4, 16 or 64 KiB as the kernel was built, on mips64 and
ppc64le mostly 16 and 64 KiB, on Apple's arm64 16 KiB. The kernel wants offsets and addresses at a page's start, and counts in pages:

- an offset of \`Mmap\`, or the start of what is given to \`Mprotect\`, \`Madvise\` and \`Msync\`, that is rounded to 4096 (\`off &^ 0xfff\`, \`block * 4096\`, a
  constant): the call fails with EINVAL;
- the numbers in \`/proc/self/statm\`, the resident set in \`/proc/self/stat\`, and the index of \`/proc/self/pagemap\`, multiplied by 4096: memory
  is reported as a sixteenth of what it is, or another page is looked at.

It is found where the number goes there through the expression itself, constants and variables of the function that hold nothing else. A length
of 4096 is no mistake, as the kernel rounds it up; neither is a page of a file format or of a database.`,
  fix: `Ask for the size: \`os.Getpagesize()\`. For a file format in blocks of 4096 bytes, map from the page that holds the block, and skip what
lies before it.

The quick-fix writes the call where pages are counted, which \`archway fix\` does, and offers it for a mask. It needs package os, syscall or
golang.org/x/sys/unix among the imports of the file.`,
  examples: [
    {
      title: 'An offset that is rounded to 4096 bytes',
      language: 'go',
      code: `${HEADER}	return syscall.Mmap(fd, offset&^0xfff, length, syscall.PROT_READ, syscall.MAP_SHARED)\n}\n`,
      finding: true,
    },
    {
      title: 'The size is asked for',
      language: 'go',
      code: `${HEADER}	page := int64(syscall.Getpagesize())\n	return syscall.Mmap(fd, offset&^(page-1), length, syscall.PROT_READ, syscall.MAP_SHARED)\n}\n`,
      finding: false,
    },
  ],
};
