// What the extension says around the chosen target: gopls that follows it, the views of its container, and the language status.
export const cockpitMessages = {
  // gopls follows the target.
  'gopls-offer':
    'Let gopls follow the target {target}? Completion, hovers and errors of the Go extension are then those of this target. The settings of this folder are changed, and restored when you go back to this machine.',
  'gopls-here': 'Follow Here',
  'gopls-always': 'Always',
  'gopls-never': 'Never',
  'gopls-follows': 'gopls follows {target}.',
  'gopls-follows-none': 'gopls will follow as soon as one single target is chosen for {folder}.',
  'gopls-no-extension': 'gopls is started by the Go extension (golang.go), which is not installed.',
  'gopls-not-written': 'The settings of gopls in {file} were not changed: {reason}',
  'gopls-not-saved': 'it has unsaved changes. Save it, then choose the target again.',

  // The picker of targets.
  'target-group-options': 'options',
  'target-cgo-on': 'Build with cgo (CGO_ENABLED=1)',
  'target-cgo-off': 'Build without cgo (CGO_ENABLED=0)',
  'target-cgo-hint-on': 'now without; a C compiler for the target is needed',
  'target-cgo-hint-off': 'now with cgo',
  'target-level': 'Choose {variable} of {port}',
  'target-level-hint': 'now {value}',
  'target-level-title': '{variable} of {port}',
  'target-level-placeholder': 'What programs may expect of the processor. Escape leads back to the targets.',
  'target-level-default': 'default of Go',
  'target-level-button': 'Choose {variable}',
  'target-with-cgo': '{target} with cgo',

  // The Portability view.
  'view-badge': '{errors} errors and {warnings} warnings',
  'view-no-findings': 'nothing found',
  'view-dependencies': 'Dependencies that do not build',
  'view-configuration': 'Configuration',
  'view-open': 'Open',
  'view-error': 'Error',
  'view-warning': 'Warning',
  'view-info': 'Note',

  // The language status.
  'status-tools-name': 'Archway Tools',
  'status-findings-name': 'Archway Findings',
  'status-choose': 'Choose',
  'status-show': 'Show',
  'status-targets': '{count} targets',
  'status-c-compiler': 'C compiler',
  'status-installed': 'installed: {tools}',
  'status-not-installed': 'nothing is installed for this target',
  'status-findings': 'errors: {errors}, warnings: {warnings}, notes: {infos}',
  'status-findings-detail': 'on the targets that are checked',
  'status-unchecked': 'not checked yet',

  // The Toolchain view.
  'tools-go': '{version} · {ports} ports',
  'tools-run': 'Running',
  'tools-qemu': 'runs here under QEMU {version}',
  'tools-c-compiler': 'C compiler (cgo)',
  'tools-binfmt-tooltip':
    'The kernel starts {interpreter} for programs of this target by itself. Archway starts QEMU itself where it finds it.',
  'tools-containers': 'Container images',
  'tools-disk': 'Disk space',
  'tools-free': '{free} GB free',
  'tools-lacking': 'lacking: {tools}',
  'tools-no-qemu': 'QEMU is missing',
  'tools-terminal': 'Install',
  'tools-failed': 'archway doctor failed',
  'tools-show': 'Show Toolchain',
} as const;
