// What is kept when a window is loaded again: the matrix with what it leads to, and the settings that gopls got, which end as they were.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import { installHost } from '../../scripts/vscode/install-host.ts';
import { openTour, type TourWindow } from '../../scripts/vscode/tour-window.ts';

/** Waits for the text of a file that a window writes. */
async function textOf(path: string, isWanted: (text: string) => boolean): Promise<string> {
  for (const deadline = Date.now() + 60_000; ; await pause(100)) {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    if (isWanted(text)) return text;
    assert.ok(Date.now() < deadline, `${path} is\n${text}`);
  }
}

describe('a window that is loaded again', () => {
  let window: TourWindow;
  const file = (name: string) => join(window.folder, name);

  before(async () => {
    installHost();
    window = await openTour('light', ['golang.go']);
    writeFileSync(file('archway.json'), JSON.stringify({ targets: ['linux/386', 'linux/arm/6'], exclude: ['bin/**'] }));
  });
  after(() => window?.close());

  it('had a matrix, which became a Markdown document', async () => {
    const { workbench } = window;
    await workbench.command('Archway: Build Matrix');
    await workbench.webview('Run Again').waitFor();
    await workbench.webview('Markdown…').click();
    await workbench.saveAs('/matrix.md');
    await workbench.tab('matrix.md').waitFor();
    const text = await textOf(file('matrix.md'), (all) => all.endsWith('\n'));
    assert.match(text, /^# go build \.\/\.\.\. for every target\n/);
    assert.match(text, /^\| package \| `386` \| `arm\/6` \|$/m);
    assert.match(text, /^\| `\.\/counter` \| ✅ \| ✅ \|$/m);
    assert.match(text, /^\| `\.\/limits` \| ❌ \| ❌ \|$/m);
    assert.match(text, /^- `limits\/limits\.go:\d+:\d+` .*overflows.* \(386, arm\/6\)$/m);
  });

  it('had a matrix, which became a workflow', async () => {
    const { workbench } = window;
    await workbench
      .tab('Build Matrix')
      .or(workbench.page.locator('.tab', { hasText: 'Build Matrix' }))
      .click();
    await workbench.webview('GitHub Actions…').click();
    await workbench.saveAs('/.github/workflows/build-targets.yml');
    await workbench.confirm('The folder workflows does not exist. Would you like to create it?');
    await workbench.tab('build-targets.yml').waitFor();
    const workflow = parse(await textOf(file('.github/workflows/build-targets.yml'), (all) => all.endsWith('\n')));
    assert.deepEqual(workflow.on, { push: { branches: ['main'] }, pull_request: {} });
    const { strategy, env, steps } = workflow.jobs.build;
    assert.deepEqual(strategy.matrix.include, [
      { target: 'linux/386', goos: 'linux', goarch: '386' },
      { target: 'linux/arm/6', goos: 'linux', goarch: 'arm', GOARM: '6' },
    ]);
    const value = (name: string) => `\${{ matrix.${name} }}`;
    assert.deepEqual(env, { GOOS: value('goos'), GOARCH: value('goarch'), CGO_ENABLED: '0' });
    const { run, env: levels } = steps.at(-1);
    assert.deepEqual([run, levels], ['go build ./...', { GOARM: value('GOARM') }]);
  });

  it('shows the matrix again, how old it is, and leads to its errors', async () => {
    const { workbench } = window;
    await workbench.reload();
    await workbench.page.locator('.tab', { hasText: 'Build Matrix' }).click();
    await workbench.webview('These are the results of').waitFor();
    await workbench.webviewCell('./limits, linux/386: failed').click();
    await workbench.tab('limits.go').waitFor();
  });

  it('still knows which settings of gopls it has written, and gives them back to the letter', async () => {
    const { workbench } = window;
    const settings = file('.vscode/settings.json');
    const users = '{\n\t// mine\n\t"gopls": { "build.env": {"GOFLAGS":"-mod=mod"} }, // and mine\n}\n';
    writeFileSync(settings, users);
    await workbench.status('linux/amd64').click();
    await workbench.choose('linux/arm/6', 'linux/arm/6');
    await workbench.notificationButton('Follow').click();
    const followed = await textOf(settings, (text) => text.includes('"GOARM": "6"'));
    assert.match(followed, /\/\/ mine\n[\s\S]*"GOARCH": "arm"[\s\S]*\/\/ and mine/);
    await workbench.reload();
    await workbench.status('linux/arm/6').waitFor();
    assert.equal(readFileSync(settings, 'utf8'), followed);
    await workbench.command('Archway: Stop gopls Following the Target');
    await textOf(settings, (text) => text === users);
  });
});
