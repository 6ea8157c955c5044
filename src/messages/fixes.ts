// What the quick-fixes of compile errors are called, and why there is none.
export const fixMessages = {
  'fix-convert': 'Convert {operand} to {type}',
  'fix-convert-lossy': 'Convert {operand} to {type}, which does not hold all its values on {targets}',
  'fix-none-varying-type':
    'the type wanted of {operand} is another one on each target ({types}), so that no conversion is right on all of them',
  'fix-replace-call': 'Call {replacement} instead of {name}',
  'fix-replace-call-elsewhere':
    'Call {replacement} instead of {name}, though {file} is built for other systems than Linux, too',
  'fix-none-old-module': '{module} {version} does not know {targets}: upgrade it',
  'fix-create-file': 'Create {file} with {names} of {source} for {targets}',
  'fix-create-stub': 'Create {file} with {names} to be written for {targets}',
  'fix-keyed-literal': 'Write the field names of {type}',
  'fix-drop-padding': 'Leave out {name}, which is padding',
  'fix-mask-constant': 'Keep the low 32 bits of {constant}, so that it fits {type} on every target',
  'fix-none-word-size': '{type} has 32 bits there: what holds {value} needs a type of 64 bits',
} as const;
