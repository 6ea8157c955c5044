// The page of build-constraint.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `A build constraint is a comment, and what Go does not recognize is just a comment: the file is then built on every target, or
on none, and nobody says so. The finding names the targets on which that makes a difference.

| code | what is found | severity |
| --- | --- | --- |
| \`IgnoredConstraint\` | a space too many: \`// go:build linux\`, \`//+ build linux\` | warning |
| \`MisplacedConstraint\` | a constraint below the package clause, or a \`// +build\` line below a \`/* comment */\` | warning |
| \`NoBlankLine\` | a \`// +build\` line without an empty line between it and the package clause | warning |
| \`UnknownName\` | a name that Go calls otherwise: \`x86_64\`, \`aarch64\`, \`mips64el\`, \`macos\` | warning |
| \`MisspeltName\` | a name with a slip in it: \`amd46\`, \`widnows\` | warning |
| \`InvalidConstraint\` | a \`//go:build\` line that cannot be parsed (\`linux,amd64\`): the build fails | error |
| \`MultipleConstraints\` | a second \`//go:build\` line: the build fails | error |
| \`ConstraintsDisagree\` | \`// +build\` lines that choose other targets than the \`//go:build\` line | warning for modules with Go before 1.17, else information |
| \`NameContradicts\` | a file name that admits only targets which the constraint excludes | warning |
| \`UnsatisfiableConstraint\` | a constraint that no port of Go satisfies | warning |
| \`OldForm\` | \`//+build\`, which works, and which gofmt writes with a space | information |

Tags of your own are no finding: \`integration\`, \`ignore\`, one given by \`-tags\`, or one that some files ask for and others exclude.
Neither are systems and architectures that only other compilers have, nor those Go had once.`,
  fix: `The quick-fix writes the line as gofmt does, above the package clause, with an empty line below it: \`//go:build\`, and
\`// +build\` lines only for a module whose go.mod names a Go before 1.17. Another one writes Go's name for an architecture; a merely
misspelt name is changed only when you choose so. What contradictory constraints should say has to be decided.`,
  examples: [
    {
      title: 'With a space it is a comment like any other',
      language: 'go',
      code: '// go:build amd64\n\npackage p\n',
      finding: true,
    },
    {
      title: 'No target of Go is called x86_64, so the file is built nowhere',
      language: 'go',
      code: '//go:build linux && x86_64\n\npackage p\n',
      finding: true,
    },
    {
      title: 'Below the package clause it has no effect',
      language: 'go',
      code: 'package p\n\n//go:build amd64\n\nimport _ "os"\n',
      finding: true,
    },
    {
      title: 'The form of gofmt',
      language: 'go',
      code: '//go:build linux && amd64\n\npackage p\n',
      finding: false,
    },
    {
      title: 'A tag of your own',
      language: 'go',
      code: '//go:build integration && !short\n\npackage p\n',
      finding: false,
    },
  ],
};
