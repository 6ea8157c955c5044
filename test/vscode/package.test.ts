// The .vsix file, installed: all that the extension reads at run time is in it, and nothing else.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { root } from '../../scripts/prepare.mjs';
import { installHost } from '../../scripts/vscode/install-host.ts';
import { packageExtension } from '../../scripts/vscode/package-extension.ts';
import { makeProfile, type Profile } from '../../scripts/vscode/profile.ts';
import { installExtension } from '../../scripts/vscode/server.ts';

/** What may be in the package, as paths in it. */
const belongs = [
  /^package\.json$/,
  /^package\.nls(\.zh-cn)?\.json$/,
  /^(LICENSE\.txt|readme\.md|changelog\.md)$/i,
  /^archway\.schema\.json$/,
  /^\.vsixmanifest$/,
  /^example\/(?!bin\/)/,
  /^data\/std-snapshot\.br$/,
  /^dist\/(entry\/)?[\w-]+\.(js|cjs|wasm)$/,
  /^docs\/rules\/[\w.-]+\.md$/,
  /^l10n\/bundle\.l10n\.[\w-]+\.json$/,
  /^media\/[\w/.-]+\.(svg|png|md|css)$/,
  /^syntaxes\/[\w-]+\.tmLanguage\.json$/,
];

describe('the packaged extension', () => {
  let profile: Profile;
  let vsix: string;
  let installed: string;

  before(async () => {
    installHost();
    profile = makeProfile();
    vsix = await packageExtension(join(profile.folder, 'archway.vsix'));
    installExtension(profile, vsix);
    installed = join(
      profile.extensions,
      readdirSync(profile.extensions).find((name) => name.startsWith('archway.archway-'))!,
    );
  });

  after(() => profile?.remove());

  it('has less than 3 MB', () => {
    const { size } = statSync(vsix);
    assert.ok(size < 3_000_000, `${size} bytes`);
  });

  it('has nothing that it does not need', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(installed, name)).isFile(),
    );
    assert.deepEqual(
      files.filter((name) => !belongs.some((pattern) => pattern.test(name))),
      [],
    );
  });

  it('finds the same as this checkout, in every language and format, without Go', async () => {
    // Away from the repository and without the go command: what is missing in the package is found nowhere else.
    const nowhere = join(profile.folder, 'empty');
    mkdirSync(nowhere);
    const check = async (folder: string) => {
      const args = [
        join(folder, 'dist/cli.js'),
        'check',
        '--targets=linux',
        '--format=json',
        '--fail-on=never',
        join(root, 'example'),
      ];
      const env = { PATH: nowhere, HOME: nowhere, LANG: 'zh_CN.UTF-8' };
      const { stdout } = await execa(process.execPath, args, { cwd: nowhere, env, extendEnv: false });
      return JSON.parse(stdout).findings;
    };
    const findings = await check(installed);
    assert.ok(findings.length > 0);
    assert.deepEqual(findings, await check(root));
  });
});
