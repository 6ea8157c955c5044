// SARIF 2.1.0 output (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html) for code scanning services.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  Artifact,
  Location,
  Log,
  PhysicalLocation,
  Region,
  ReportingDescriptor,
  Result,
  Fix as SarifFix,
} from 'sarif';
import type { CheckResult, Finding, Place } from '../../analysis/finding.ts';
import { render, say } from '../../messages/catalogue.ts';
import { currentLanguage, translate } from '../../messages/translation.ts';
import type { Fix, Severity, TextEdit } from '../../rules/finding.ts';
import { rules } from '../../rules/registry.ts';
import { LineMap } from '../../syntax/lines.ts';
import { version } from '../version.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** The base of files of the checked folder, and that of files of dependencies (`module@version/path`). */
const rootBase = 'ROOT';
const moduleBase = 'GOMODCACHE';

/** The result as a SARIF log of one run. */
export function formatSarif(result: CheckResult): string {
  const writer = new SarifWriter(result);
  return `${JSON.stringify(writer.log(), undefined, 2)}\n`;
}

class SarifWriter {
  private readonly artifacts = new Map<string, number>();
  private readonly locations: Artifact[] = [];
  private readonly lines = new Map<string, LineMap | undefined>();
  /** How a file of this run is named, by its absolute path. */
  private readonly names = new Map<string, string>();

  constructor(private readonly result: CheckResult) {
    for (const finding of result.findings) {
      for (const place of [finding, ...finding.related]) this.names.set(place.path, place.file);
    }
  }

  log(): Log {
    const { result } = this;
    const results = result.findings.map((finding) => this.resultOf(finding));
    return {
      $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'Archway', version, semanticVersion: version, rules: rules.map(descriptor) } },
          language: currentLanguage(),
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: {
            [rootBase]: { uri: `${pathToFileURL(result.root).href.replace(/\/$/, '')}/` },
            [moduleBase]: { description: { text: say('sarif-modules', {}) } },
          },
          artifacts: this.locations,
          results,
          invocations: [
            {
              executionSuccessful: true,
              toolExecutionNotifications: result.incomplete.map((entry) => ({
                level: 'note',
                message: { text: `${entry.package}: ${entry.reason}` },
              })),
            },
          ],
          properties: { targets: [...result.targets] },
        },
      ],
    };
  }

  private resultOf(finding: Finding): Result {
    const text = [render(finding.message), ...finding.details.map(render)].join('\n');
    const fixes = finding.fixes.map((fix) => this.fixOf(fix)).filter((fix) => fix !== undefined);
    return {
      ruleId: finding.rule,
      ruleIndex: rules.findIndex((rule) => rule.id === finding.rule),
      kind: 'fail',
      level: levels[finding.severity],
      message: { text: say('sarif-message', { text, targets: finding.targets.join(', ') }) },
      locations: [{ physicalLocation: this.physical(finding) }],
      ...(finding.related.length > 0 && {
        relatedLocations: finding.related.map(
          (related, id): Location => ({
            id,
            physicalLocation: this.physical(related),
            message: { text: render(related.message) },
          }),
        ),
      }),
      ...(fixes.length > 0 && { fixes }),
      partialFingerprints: { 'archway/v1': finding.fingerprint },
      properties: { code: finding.code, kind: finding.kind, targets: [...finding.targets], package: finding.package },
    };
  }

  private physical(place: Place): PhysicalLocation {
    return { artifactLocation: this.artifact(place.path), region: region(place) };
  }

  /** The artifact of a file, with its index in the run's table. */
  private artifact(path: string) {
    const location = this.location(path);
    let index = this.artifacts.get(path);
    if (index === undefined) {
      index = this.locations.length;
      this.artifacts.set(path, index);
      this.locations.push({ location });
    }
    return { ...location, index };
  }

  /** Files of the checked folder and of the module cache are named relative to a base, others absolutely. */
  private location(path: string) {
    const file = this.names.get(path) ?? '';
    const uri = encodeURI(file).replaceAll('#', '%23').replaceAll('?', '%3F');
    if (join(this.result.root, file) === path) return { uri, uriBaseId: rootBase };
    if (/^[^@]+@[^/]+\//.test(file)) return { uri, uriBaseId: moduleBase };
    return { uri: pathToFileURL(path).href };
  }

  /** A fix, where it edits files only: SARIF cannot say "create this file". */
  private fixOf(fix: Fix): SarifFix | undefined {
    if (fix.newFiles && fix.newFiles.length > 0) return undefined;
    const paths = [...new Set(fix.edits.map((edit) => edit.path))];
    const changes = paths.map((path) => {
      const lines = this.linesOf(path);
      return lines && { artifactLocation: this.artifact(path), replacements: replacements(fix.edits, path, lines) };
    });
    if (changes.length === 0 || changes.includes(undefined)) return undefined;
    return {
      description: { text: render(fix.title) },
      artifactChanges: changes.filter((change) => change !== undefined),
    };
  }

  private linesOf(path: string): LineMap | undefined {
    if (!this.lines.has(path)) {
      let table: LineMap | undefined;
      try {
        table = new LineMap(readFileSync(path, 'utf8'));
      } catch {
        // The file went away during the run: its fixes are left out.
      }
      this.lines.set(path, table);
    }
    return this.lines.get(path);
  }
}

function replacements(edits: readonly TextEdit[], path: string, lines: LineMap) {
  return edits
    .filter((edit) => edit.path === path)
    .map((edit) => ({
      deletedRegion: region({ start: lines.position(edit.start), end: lines.position(edit.end) }),
      insertedContent: { text: edit.text },
    }));
}

function region({ start, end }: Pick<Place, 'start' | 'end'>): Region {
  return {
    startLine: start.line,
    startColumn: start.utf16Column,
    endLine: end.line,
    endColumn: end.utf16Column,
  };
}

function descriptor(rule: (typeof rules)[number]): ReportingDescriptor {
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: translate(rule.title) },
    fullDescription: { text: rule.documentation.what },
    help: { text: rule.documentation.fix, markdown: rule.documentation.fix },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { kind: rule.kind },
  };
}
