// The page of cpu-feature: what it says to someone who meets it for the first time, with true and false cases.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `Fast code is chosen while the program runs, by what the processor can do. The questions are those of one architecture: the flags
of \`cpu.X86\` in golang.org/x/sys/cpu are false on all others, and \`flags\` is no line of \`/proc/cpuinfo\` there. What compiles everywhere then
has nothing to choose from.

| code | what happens on the targets | severity |
| --- | --- | --- |
| \`NilFunction\` | a function variable gets its value in files or under flags that are for other targets, and is called: "invalid memory address or nil pointer dereference" | error |
| \`RequiredFeature\` | \`if !cpu.X86.HasAVX2\` is always true, and ends in a panic, in the end of the program, or in an error | error; warning for an error |
| \`CPUInfo\` | a line that is looked for in \`/proc/cpuinfo\` is not there | information |

A variable is reported where it is called under no condition in an exported function, in \`main\` or in \`init\`, while nothing in the package
compares it, passes it on, or gives it a value on these targets. The other two are not reported where the function asks for
\`runtime.GOARCH\`, nor \`/proc/cpuinfo\` in a file that knows lines of other architectures.`,
  fix: `Give the variable a portable function where it is declared, \`var sum = sumGeneric\`, and let the files for one architecture replace it. Where
there is no portable code, put the file under a build constraint, so that other targets do not compile rather than fail. Ask
\`runtime.NumCPU\`, or \`/sys/devices/system/cpu\`, which is the same everywhere.

There is no quick-fix: Archway does not know the portable code.`,
  examples: [
    {
      title: 'A variable that gets its value on x86 only',
      language: 'go',
      code: `package p

import "golang.org/x/sys/cpu"

var sum func([]byte) uint32

func init() {
	if cpu.X86.HasSSE42 {
		sum = sumSSE42
	}
}

func sumSSE42(data []byte) uint32 { return uint32(len(data)) }

func Sum(data []byte) uint32 { return sum(data) }
`,
      finding: true,
    },
    {
      title: 'Without AVX2 nothing works',
      language: 'go',
      code: `package p

import "golang.org/x/sys/cpu"

func init() {
	if !cpu.X86.HasAVX2 {
		panic("this program needs AVX2")
	}
}
`,
      finding: true,
    },
    {
      title: 'The number of processors by a line that arm64 does not have',
      language: 'go',
      code: `package p

import (
	"os"
	"strings"
)

func model() string {
	data, _ := os.ReadFile("/proc/cpuinfo")
	for _, line := range strings.Split(string(data), "\\n") {
		if strings.HasPrefix(line, "model name") {
			return line
		}
	}
	return ""
}
`,
      finding: true,
    },
    {
      title: 'There is portable code to begin with',
      language: 'go',
      code: `package p

import "golang.org/x/sys/cpu"

var sum = sumGeneric

func init() {
	if cpu.X86.HasSSE42 {
		sum = sumSSE42
	}
}

func sumGeneric(data []byte) uint32 { return uint32(len(data)) }
func sumSSE42(data []byte) uint32   { return uint32(len(data)) }

func Sum(data []byte) uint32 { return sum(data) }
`,
      finding: false,
    },
  ],
};
