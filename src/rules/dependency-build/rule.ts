// dependency-build: modules that the code depends on and that do not build. The driver sums up what it finds in them.
import type { Rule } from '../rule.ts';

export const dependencyBuild: Rule = {
  id: 'dependency-build',
  title: 'Dependency that does not build on some targets',
  kind: 'compile',
  severity: 'error',
  documentation: {
    what: `A package that the code imports, directly or through other packages, does not compile on some targets. So nothing that imports
it builds there. The finding stands at the import in your code that takes the package in, and at the \`require\` line of its module in
go.mod: one finding a module, with all targets on which something of it that you import does not build there, and with the first error in it. The other
errors are related places; \`archway check --deps\` lists all of them.

Where your code imports the package itself, each of your packages that does has the finding; else the nearest imports that lead to
it. A module that go.mod does not list, as in modules before Go 1.17, is reported at the module that needs it.

| code | what is found |
| --- | --- |
| \`BrokenImport\` | an import that takes in a package which does not build |
| \`BrokenRequirement\` | the requirement of its module in go.mod |

Dependencies are looked at with \`archway check --deps\` or \`"deps": true\` in archway.json, and in the editor unless the setting
\`archway.dependencies\` is off. In JSON these findings have a list of their own, \`dependencies\`, as \`findings\` has the errors themselves.`,
    fix: `Look for a version of the module that builds: often the port came later (\`go get module@latest\`). Otherwise replace the module
by a copy that is mended, in which \`archway fix\` does what it does in your own code, and offer the change upstream; or give the file that
imports it a build constraint, and the targets an implementation without it.`,
    examples: [
      {
        title: 'Its files for loong64, mips64le and riscv64 were never written',
        language: 'go.mod',
        code: 'module example.org/m\n\ngo 1.22\n\nrequire github.com/boltdb/bolt v1.3.1\n',
        finding: true,
      },
      {
        title: 'The project that carries it on builds on every port of linux',
        language: 'go.mod',
        code: 'module example.org/m\n\ngo 1.22\n\nrequire go.etcd.io/bbolt v1.4.3\n',
        finding: false,
      },
    ],
  },
};
