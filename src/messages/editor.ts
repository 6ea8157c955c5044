// What an editor shows beside findings: hover texts, lenses, code actions and the page of a layout.
export const editorMessages = {
  'other-targets': 'the other {count} targets',

  // Hover texts of types, fields, variables and constants.
  'hover-one-byte': '1 byte',
  'hover-bytes': '{count} bytes',
  'hover-offset': 'offset {offset}',
  'hover-align': 'align {align}',
  'hover-padding': '{bytes} of padding',
  'hover-columns': 'type, value, offset, size, align, padding',
  'hover-targets': 'targets',
  'hover-field-offsets': 'offset of',
  'hover-many-layouts': 'There are {count} different layouts: Show Layout has them all.',
  'hover-more-fields': '… and {count} more fields: Show Layout has them all.',

  // Hover texts of build constraints and file names.
  'hover-constraint': '{constraint} selects {selected} of the {count} ports of Go.',
  'hover-constraint-name': 'The name of the file asks for {tags} as well.',
  'hover-file-name': 'By its name, {name} is built only where the tags {tags} are satisfied.',
  'hover-built-here': "Of this project's targets: {targets}.",
  'hover-built-nowhere-here': "It is built on none of this project's {count} targets.",
  'hover-unsatisfiable': 'No port of Go satisfies this: the file is built nowhere.',
  'hover-column-built': 'built',
  'hover-column-tags': 'depends on {tags}',
  'hover-column-not-built': 'not built',
  'hover-all-architectures': 'all {count}',
  'hover-not-on': 'Not built on {systems}.',
  'hover-tag-cgo': '{tag}: where cgo is enabled (CGO_ENABLED=1).',
  'hover-tag-release': '{tag}: Go {release} and later.',
  'hover-tag-compiler': '{tag}: the compiler in use.',
  'hover-tag-architecture': '{tag}: an architecture, of {systems}.',
  'hover-tag-systems': '{tag}: satisfied on {systems}.',
  'hover-tag-reserved': '{tag}: a name that Go reserves, and has no port for.',
  'hover-tag-setting': '{tag}: set by {setting}.',
  'hover-tag-own': '{tag}: a tag of your own, satisfied with {flag}.',

  // Hover texts of suppression comments.
  'hover-suppression-line': 'Suppresses findings on this line:',
  'hover-suppression-next-line': 'Suppresses findings on the next line:',
  'hover-suppression-file': 'Suppresses findings in the whole file:',
  'hover-suppression-misplaced': 'Has no effect, as it is not at the head of the file. Meant to suppress:',
  'hover-suppression-rule': '{rule}: {title}',
  'hover-suppression-unknown-rule': '{rule}: there is no such rule',
  'hover-suppression-reason': 'Reason: {reason}',

  // The page of a layout.
  'layout-page-title': 'Layout of {subject}',
  'layout-page-saving':
    'With its fields ordered by alignment, the widest first, it would have {compact} bytes: {saved} fewer.',
  'layout-page-more': '… and {count} more lines.',

  // Code actions.
  'action-fix-rule': 'Fix all {rule} in this file',
  'action-fix-file': 'Apply all automatic fixes in this file',

  'suppress-no-place':
    'A comment for line {line} would become part of the text there. Write `{comment}` at the head of the file.',
  'suppress-json': 'JSON has no comments. Set the severity of {rules} in archway.json, or keep a baseline.',

  // Lenses.
  'lens-not-built': 'Not built for {target}: built for {targets}',
  'lens-needs-cgo': 'Not built for {target} without cgo (CGO_ENABLED=1)',
  'lens-layout': '$(ruler) {sizes}',
  'lens-size': '{size} bytes, {padding} of them padding',
  'lens-size-on': '{words} on {targets}',
  'lens-run': '$(play) run on {target}',
  'lens-test': '$(beaker) test on {target}',
  'lens-benchmark': '$(dashboard) benchmark on {target}',
  'lens-uses': '{target} uses {file}',
} as const;
