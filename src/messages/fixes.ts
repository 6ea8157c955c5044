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

  // Packing a struct.
  'pack-fields': 'Pack {struct}: saves {savings}',
  'pack-saved': '{bytes} bytes on {targets}',
  'pack-saved-more': '{bytes} on {targets}',
  'layout-padded': 'the struct is padded on purpose: {field}',

  // Why the fields of a struct stay in their order.
  'layout-generated': 'the struct is in a generated file: change what generates it',
  'layout-lines': 'the way the lines of the struct are laid out is not understood',
  'layout-literal': 'a literal without field names in {file} cannot be rewritten',
  'layout-cgo': 'cgo is used in {file}, so C code may know the layout of the struct',
  'layout-unsafe': 'unsafe is used in {file}, so the layout of the struct may matter',
  'layout-binary': '{function} in {file} may depend on the order of the fields',
  'layout-reflection': '{file} asks for fields by their number ({function})',
  'layout-conversion': '{file} converts between this struct and another one, which needs the same order of fields',
  'layout-directive': '{directive} at the struct: the compiler or a tool may count on its layout',
  'layout-host': 'structs.HostLayout says that the layout is that of the system',
  'layout-tag': 'fields with the tag {tag} are encoded in their order',
  'layout-assembly': 'the assembly in {file} may know the layout of the struct',
  'layout-linkname': 'the struct is used in {file} beside {directive}, so other code may know its layout',
  'layout-too-much': 'too much code imports the package for its literals to be looked for',
} as const;
