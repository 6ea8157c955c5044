// Why a package or a module could not be found, in the go command's words where it has them.
export const moduleMessages = {
  'package-not-in-std': 'package {package} is not in std ({dir})',
  'package-without-goroot': 'package {package}: no Go installation was found, nor the snapshot of its standard library',
  'package-not-required': 'no required module provides package {package}',
  'package-not-downloaded':
    'package {package}: module {module}@{version} is not in the module cache; to download it: go mod download',
  'package-replacement-missing': 'package {package}: replacement folder {dir} of module {module} does not exist',
  'package-ambiguous': 'ambiguous import: found package {package} in multiple modules: {modules}',
  'package-not-vendored': 'cannot find module providing package {package}: import lookup disabled by -mod=vendor',
  'package-not-in-gopath': 'cannot find package "{package}" in any of: {dirs}',
  'package-is-cgo': 'import "C" is cgo, not a package',
  'malformed-import-path': 'malformed import path "{package}"',
  'no-go-files-in': 'no Go files in {dir}',
  'mod-file-line': '{file}:{line}: cannot understand "{text}"',
  'mod-file-unreadable': '{file}: cannot be read',
  'mod-file-without-module': '{file}: no module line',
  'work-use-missing': '{file}: no go.mod in {dir}, which it uses',
  'mod-files-missing': '{count} go.mod files of the module graph are not in the module cache; versions may be too low',
  'pattern-matches-nothing': '"{pattern}" matched no packages',
} as const;
