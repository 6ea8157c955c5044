// What the rules say that look at names, filters, objects and features of one architecture.
export const archRuleMessages = {
  // uname-map
  'uname-map-default': 'no branch is for these targets, so they get {name}',
  'uname-map-wrong': '{machine} gets {name} here, which is another architecture',
  'uname-map-pattern': 'the pattern {pattern} matches {machine} as well, which gets {name} here',
  'uname-map-missing': '{map} has no entry for these targets, so the name is empty',
  'uname-map-table': 'the table is here',
  'uname-map-prints': '`uname -m` prints {names} there.',
  'uname-map-no-fix': 'add a branch for each of them, or end with an error where none is known',
} as const;
