// What the quick-fixes of compile errors are called, and why there is none.
export const fixMessages = {
  'fix-convert': 'Convert {operand} to {type}',
  'fix-convert-lossy': 'Convert {operand} to {type}, which does not hold all its values on {targets}',
  'fix-none-clean': 'what would mend it leaves other errors in the package',
  'fix-none-varying-type':
    '{operand} needs another type on each target ({types}), so no conversion is right on all of them',
  'fix-replace-call': 'Call {replacement} instead of {name}',
  'fix-replace-call-elsewhere':
    'Call {replacement} instead of {name}, although {file} is also built for systems other than Linux',
  'fix-none-old-module': '{module} {version} does not know {targets}: upgrade it',
  'fix-create-file': 'Create {file} with {names} of {source} for {targets}',
  'fix-typed-constant': 'Declare {constant} as {type}',
  'fix-split-function': 'Move {name} to {file}, with {other} to be written for {targets}',
  'fix-create-stub': 'Create {file} with stubs of {names} for {targets}',
  'fix-keyed-literal': 'Write the field names of {type}',
  'fix-drop-padding': 'Remove {name}, which is padding',
  'fix-mask-constant': 'Keep the low 32 bits of {constant}, so that it fits {type} on every target',
  'fix-none-word-size': '{type} has 32 bits on these targets: {value} needs a type of 64 bits',
} as const;
