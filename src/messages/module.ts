// Why a package or a module could not be found, where the go command has no words for it.
export const moduleMessages = {
  'package-without-goroot': 'package {package}: no Go installation was found, nor the snapshot of its standard library',
  'package-not-downloaded':
    'package {package}: module {module}@{version} is not in the module cache; to download it: go mod download',
  'package-replacement-missing': 'package {package}: replacement folder {dir} of module {module} does not exist',
  'package-is-cgo': 'import "C" is cgo, not a package',
  'mod-file-line': '{file}:{line}: cannot understand "{text}"',
  'mod-file-unreadable': '{file}: cannot be read',
  'mod-file-without-module': '{file}: no module line',
  'work-use-missing': '{file}: no go.mod in {dir}, which it uses',
  'mod-files-missing': '{count} go.mod files of the module graph are not in the module cache; versions may be too low',
} as const;
