// What stands below the compiler's words: where a name is declared, and what differs between targets.
export const explanationMessages = {
  declaredHere: '{name} is declared in {file}',
  fieldTypes: '{field} is {types}',
  typeOnTargets: '{type} on {targets}',
  typeElsewhere: '{type} on the other {count} targets',
  'list-separator': ', ',
} as const;
