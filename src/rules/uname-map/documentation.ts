// The page of uname-map: what it says to someone who meets it for the first time, with true and false cases.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `Every project has its own names for architectures, so scripts and programs translate: \`uname -m\` prints \`x86_64\`, Go says
\`amd64\`, Debian \`ppc64el\` where Go says \`ppc64le\`. Such a choice names the architectures its author had, and what is left for all others
is often one of these names: the program for another machine is downloaded, and fails with "exec format error" much later.

Archway looks at \`switch\` and \`if\` over \`runtime.GOARCH\` (or a variable with such a name) in Go, at \`case\`, \`if\` and \`test … && … || …\` over
\`uname -m\`, \`dpkg --print-architecture\`, \`go env GOARCH\` and \`$TARGETARCH\` in shell scripts, Dockerfiles, recipes of Makefiles and scripts
in YAML, at \`ifeq\` in Makefiles, and at Go tables from names to names. It evaluates the choice for each target:

| code | what is wrong | severity |
| --- | --- | --- |
| \`WrongDefault\` | no branch is for the target, and the default is another architecture's name | warning; information where the origin of the name is not known |
| \`WrongName\` | the branch that the target takes has another architecture's name: \`armv7l) ARCH=arm64\`, \`mips64) ARCH=mips64le\`, or the pattern is too wide | warning |
| \`MissingEntry\` | \`table[runtime.GOARCH]\` is empty, as nobody asks whether there is an entry | warning; information where it is returned |

The default may also be what a variable had before the choice. Nothing is reported where the default is an error, or the name that was asked for, where the choice does not
translate names, where another choice of the same variable takes care of the target, and where the machine runs programs of that architecture:
\`386\` on amd64, \`arm\` on arm64, \`amd64\` on Apple's and Windows' arm64.`,
  fix: `Name each architecture there is something for, and end with an error for all others. In Go, ask with \`v, ok := table[runtime.GOARCH]\`. Where
the names are the same for most architectures, pass on the name that was asked for.

There is no quick-fix: for which targets there is something to download, and what it is called, only its makers know.`,
  examples: [
    {
      title: 'A machine that is neither gets the program for x86-64',
      language: 'sh',
      code: `case $(uname -m) in
  x86_64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
  *) arch=amd64 ;;
esac
`,
      finding: true,
    },
    {
      title: 'A default for all others',
      language: 'go',
      code: `package tools

import "runtime"

func machine() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x86_64"
	case "arm64":
		return "aarch64"
	default:
		return "x86_64"
	}
}
`,
      finding: true,
    },
    {
      title: 'A table without an entry for the target',
      language: 'go',
      code: `package tools

import "runtime"

var machines = map[string]string{"amd64": "x86_64", "arm64": "aarch64"}

func archive() string { return "tool-" + machines[runtime.GOARCH] + ".tar.gz" }
`,
      finding: true,
    },
    {
      title: 'Everything that is not aarch64',
      language: 'makefile',
      code: `ifeq ($(shell uname -m),aarch64)
ARCH := arm64
else
ARCH := amd64
endif
`,
      finding: true,
    },
    {
      title: 'The same in an image',
      language: 'dockerfile',
      code: `FROM alpine:3.20
RUN if [ "$(uname -m)" = aarch64 ]; then ARCH=arm64; else ARCH=amd64; fi; \\
    wget "https://example.com/tool-linux-$ARCH"
`,
      finding: true,
    },
    {
      title: 'An architecture that is not known is an error',
      language: 'sh',
      code: `case $(uname -m) in
  x86_64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
  *) echo "no release for $(uname -m)" >&2; exit 1 ;;
esac
`,
      finding: false,
    },
    {
      title: 'What has no other name keeps its own',
      language: 'go',
      code: `package tools

import "runtime"

func machine() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x86_64"
	case "arm64":
		return "aarch64"
	default:
		return runtime.GOARCH
	}
}
`,
      finding: false,
    },
  ],
};
