// What the command line says of itself: progress, summaries, missing tools.
export const commandMessages = {
  // The program.
  'cli-description':
    'Find what breaks when Go code moves to another GOOS/GOARCH, for every target at once, and fix it.',
  'cli-see-help': '(archway --help lists the commands and flags)',
  'cli-internal-error': 'archway: internal error, please report it: {detail}',
  'cli-no-such-path': 'no such file or folder: {path}',
  'cli-unknown-rule': 'unknown rule {rule}; the rules are {rules}',
  'cli-bad-number': 'It must be a number from 1.',
  'cli-no-match': '{pattern} matched no packages',
  'cli-interrupted': 'interrupted',

  // check
  'check-description': 'check Go code, Dockerfiles, Makefiles, shell scripts and YAML for every target',
  'check-paths': 'folders (everything below), files, or package patterns with ...; the default is .',
  'check-targets': 'targets, separated by commas: GOOS/GOARCH, a GOOS, a preset, or all (default: linux)',
  'check-format': 'how findings are written',
  'check-tags': 'build tags considered satisfied, separated by commas',
  'check-deps': 'also check the packages that the code depends on, and vendor/',
  'check-no-tests': 'do not check _test.go files',
  'check-baseline': 'leave out the findings that this file knows',
  'check-write-baseline': 'write the findings to this file instead of showing them',
  'check-fail-on': 'least severity at which the exit status is 1 (default: error)',
  'check-jobs': 'worker threads (default: one per core)',
  'check-help': `Exit status: 0 nothing found at the --fail-on level, 1 found, 2 the command could not do its work.
Settings are read from archway.json in the checked folder or above it; flags win over it.`,
  'check-baseline-unreadable': '{path} is not a baseline file of archway',
  'check-baseline-written': '{count} findings written to {path}',

  // What check prints.
  'targets-all': 'all {count} targets',
  'text-fix': 'fix: {title}',
  'text-fix-by-hand': 'possible fix: {title}',
  'text-no-fix': 'no automatic fix: {reason}',
  'summary-target': 'target',
  'summary-compile': 'does not compile',
  'summary-run': 'misbehaves',
  'summary-text': 'names',
  'text-related-rest': 'and {count} more places (--format json lists all)',
  'text-incomplete': 'Not seen ({count}):',
  'text-incomplete-rest': 'and {count} more (--format json lists all)',
  'text-closing':
    '{errors} errors, {warnings} warnings, {infos} notes in {packages} packages and {documents} other files for {targets} targets ({seconds} s)',
  'text-hidden': '{suppressed} suppressed, {baselined} in the baseline',
  'sarif-message': '{text}\n\nTargets: {targets}',
  'sarif-modules': 'The module cache (go env GOMODCACHE).',
  'incomplete-too-deep': 'nested too deeply',
  'incomplete-gone': 'no longer a package in {dir}',
  'incomplete-crash': 'Archway failed here: {problem}',

  // archway.json and suppressions.
  'config-syntax': '{problem}',
  'config-unknown-key': 'unknown key {key} in {where}',
  'config-not-one-of': '{where} must be one of {values}',
  'config-invalid': '{where} {problem}',
  'suppression-no-reason': 'suppression of {rules} without a reason',
  'suppression-no-rule': 'suppression without a rule',
  'suppression-unknown-rule': 'suppression of unknown rule {rule}',
  'suppression-misplaced': 'archway:ignore-file must stand at the head of the file; here it has no effect',
  'suppression-unused': 'suppression of {rules} takes nothing away',

  // fix
  'fix-description': 'apply the automatic fixes',
  'fix-rules': 'only fix findings of these rules, separated by commas',
  'fix-diff': 'print what would change as a unified diff, and change nothing',
  'fix-applied': '{file}: {title}',
  'fix-summary': '{fixed} fixed in {files} files, {left} left',
  'fix-left-none': 'there is no fix for it',
  'fix-left-choice': 'the choice is yours: {titles}',
  'fix-left-outside': 'its fix changes a file outside {root}',
  'fix-left-encoding': '{file} is not UTF-8',
  'fix-left-exists': '{file} exists already',
  'fix-changed': '{file} has changed since it was checked; nothing was written',
  'fix-left-rounds': 'its fix was left out: after {rounds} rounds there was still something to fix',
  'fix-left-overlap': 'its fix overlaps another one; run archway fix again',

  // targets, rules
  'targets-description': 'list the targets and their facts, and the presets',
  'targets-heading': 'target, bits, endian, int64 align, page, cgo, level, qemu, gnu triple',
  'targets-names': 'What else the architectures are called:',
  'targets-names-heading': 'GOARCH, other names',
  'targets-presets-heading': 'preset, targets, members',
  'rules-heading': 'rule, kind, severity, what it finds',
  'targets-presets': 'Presets for --targets:',
  'rules-description': 'list the rules, or show the page of one',
  'rules-id': 'the rule to show',

  // --targets, and sets of targets in words
  'target-none': 'the list of targets is empty',
  'target-unknown': 'unknown target {name}; `archway targets` lists the ones there are',
  'target-did-you-mean': 'unknown target {name}; did you mean {suggestion}?',
  'target-no-match': 'no target matches {name}',
  'target-no-level': 'unknown target {name}: {goarch} has no levels',
  'target-bad-level': 'unknown target {name}: {level} is not a value of {variable} ({values})',
  'targets-none': 'no target',
  'targets-all-except': 'all {count} targets except {names}',
} as const;
