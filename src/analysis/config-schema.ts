// The JSON schema of archway.json, generated from the rules: what is validated by, and what editors complete by.
import { rules } from '../rules/registry.ts';

const strings = { type: 'array', items: { type: 'string' }, uniqueItems: true } as const;

/** Severities a rule can be given. */
export const severities = ['error', 'warning', 'info', 'off'] as const;

/** Levels at which `archway check` ends with exit status 1. */
export const failLevels = ['error', 'warning', 'info', 'never'] as const;

/** The JSON schema (draft-07) of archway.json. */
export function configSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Archway configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      targets: {
        ...strings,
        minItems: 1,
        description:
          'Targets to check: GOOS/GOARCH, a GOOS for all of its ports, or a preset. `archway targets` lists them.',
        examples: [['linux'], ['linux/arm64', 'linux/riscv64']],
      },
      tags: { ...strings, description: 'Build tags considered satisfied, as in `go build -tags`.' },
      rules: {
        type: 'object',
        description: 'Severity of each rule; `off` switches it off.',
        additionalProperties: false,
        properties: Object.fromEntries(
          rules.map((rule) => [rule.id, { enum: severities, default: rule.severity, description: `${rule.title}.` }]),
        ),
      },
      exclude: {
        ...strings,
        description:
          'Glob patterns of files and folders, relative to the folder of archway.json, that are not checked.',
        examples: [['third_party/**', '**/*_generated.go']],
      },
      deps: { type: 'boolean', default: false, description: 'Also check the packages that the code depends on.' },
      tests: { type: 'boolean', default: true, description: 'Also check _test.go files.' },
      failOn: {
        enum: failLevels,
        default: 'error',
        description: 'The least severity at which `archway check` ends with exit status 1.',
      },
      baseline: { type: 'string', description: 'Baseline file, relative to the folder of archway.json.' },
    },
  };
}
