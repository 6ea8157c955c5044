// The words of the go command and its libraries, for what they say as well.
// They are never translated, as people search for them and compare them with what the go command prints.
export const goMessages = {
  // cmd/go: packages and modules.
  'package-not-in-std': 'package {package} is not in std ({dir})',
  'package-not-required': 'no required module provides package {package}',
  'package-ambiguous': 'ambiguous import: found package {package} in multiple modules: {modules}',
  'package-not-vendored': 'cannot find module providing package {package}: import lookup disabled by -mod=vendor',
  'package-not-in-gopath': 'cannot find package "{package}" in any of: {dirs}',
  'malformed-import-path': 'malformed import path "{package}"',
  'no-go-files-in': 'no Go files in {dir}',
  'pattern-matches-nothing': '"{pattern}" matched no packages',

  // go/build/constraint: why a build constraint cannot be parsed.
  'constraint-unexpected-token': 'unexpected token {token}',
  'constraint-unexpected-end': 'unexpected end of expression',
  'constraint-missing-paren': 'missing close paren',
  'constraint-double-negation': 'double negation not allowed',
  'constraint-invalid-syntax': 'invalid syntax at {character}',
  'constraint-too-large': 'build expression too large',
  'constraint-too-complex': 'expression too complex for // +build lines',
  'constraint-multiple': 'multiple //go:build comments',
  'build-constraint-invalid': 'parsing //go:build line: {reason}',

  // go/build: packages without files.
  'no-go-files-excluded': 'build constraints exclude all Go files in {dir}',
  'no-go-files-two-packages': 'found packages {package} ({file}) and {otherPackage} ({otherFile}) in {dir}',

  // cmd/compile and go vet's asmdecl: functions in assembly.
  'missing-function-body': 'missing function body',
  'missing-function-body-declaration': 'function {name} missing Go declaration',
} as const;
