// Editor sessions for tests, beside which the command line's engine looks at the same texts afresh.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { check } from '../../src/analysis/driver.ts';
import { type Finding, findingToJson } from '../../src/analysis/finding.ts';
import type { Replacement } from '../../src/editor/answers.ts';
import type { Project } from '../../src/editor/project.ts';
import { EditorSession } from '../../src/editor/session.ts';
import { readEnvironment } from '../../src/module/environment.ts';
import { parseTargets } from '../../src/platform/parse-targets.ts';
import { requestFor } from './check.ts';

export const never = () => false;

/** A project with everything as it is where nothing is configured. */
export function projectOf(root: string, more: Partial<Project> = {}): Project {
  return {
    root,
    targets: parseTargets('linux'),
    severities: {},
    exclude: [],
    excludeBase: root,
    deps: false,
    tests: true,
    environment: readEnvironment(),
    ...more,
  };
}

/** Findings as text, with the edits of their fixes. */
export function shown(findings: readonly Finding[]): string[] {
  return findings.map((finding) => JSON.stringify({ ...findingToJson(finding), edits: finding.fixes }));
}

/** A session, and the texts that its documents should have. */
export class FollowedSession {
  readonly session: EditorSession;
  readonly texts = new Map<string, string>();

  constructor(
    private readonly root: string,
    more: Partial<Project> = {},
    private readonly targets = 'linux',
  ) {
    this.session = new EditorSession(projectOf(root, { targets: parseTargets(targets), ...more }));
  }

  open(path: string, text = readFileSync(path, 'utf8')): void {
    this.texts.set(path, text);
    this.session.open(path, text);
  }

  close(path: string): void {
    this.texts.delete(path);
    this.session.close(path);
  }

  edit(path: string, { start, end, text }: Replacement): void {
    const before = this.texts.get(path)!;
    this.texts.set(path, before.slice(0, start) + text + before.slice(end));
    this.session.edit(path, [{ start, end, text }]);
  }

  /** Replaces the first occurrence of `old`. */
  replace(path: string, old: string, text: string): void {
    const start = this.texts.get(path)!.indexOf(old);
    assert.ok(start >= 0, `no ${old}`);
    this.edit(path, { start, end: start + old.length, text });
  }

  /** What a fresh check of their package says of files of one folder, as they are in the editor. */
  async fresh(files: readonly string[]): Promise<readonly Finding[]> {
    const paths = [dirname(files[0]!)];
    const { root, findings } = await check(requestFor(this.root, this.targets, { overlay: this.texts, paths }));
    assert.equal(root, this.root);
    return findings.filter(({ path }) => files.includes(path));
  }

  /** Asserts that the session says of a document's package what a fresh check says of it, and then the same of the document by itself. */
  async assertFresh(path: string): Promise<void> {
    const { files, findings } = this.session.checkPackage(path, never);
    assert.ok(files.includes(path));
    assert.deepEqual(shown(findings), shown(await this.fresh(files)));
    const alone = this.session.check(path, never);
    assert.deepEqual(shown(alone.findings), shown(findings.filter((finding) => finding.path === path)));
  }
}
