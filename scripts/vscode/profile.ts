// A VS Code user of its own for a window: settings, extensions and anything else are in a folder that is thrown away.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What differs between users. */
export interface ProfileOptions {
  /** Settings beside those that keep the window quiet. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** Whether folders have to be trusted first. Without it all are. */
  readonly workspaceTrust?: boolean | undefined;
  /** Display language: `zh-cn`. The workbench itself stays English, as its translations come from the marketplace only. */
  readonly locale?: string | undefined;
}

export interface Profile {
  readonly options: ProfileOptions;
  /** For anything that is to be gone with the profile. */
  readonly folder: string;
  readonly userData: string;
  readonly extensions: string;
  /** Removes the folder, unless ARCHWAY_VSCODE_KEEP is set: logs are in it. */
  remove(): void;
}

const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off', // the default in a browser is another one
  'git.enabled': false,
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'terminal.integrated.shellIntegration.enabled': false,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Makes a profile below the system's temporary folder. */
export function makeProfile(options: ProfileOptions = {}): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'archway-vscode-'));
  const userData = join(folder, 'user');
  const extensions = join(folder, 'extensions');
  mkdirSync(join(userData, 'User'), { recursive: true });
  mkdirSync(extensions);
  const trust = { 'security.workspace.trust.enabled': options.workspaceTrust === true };
  const settings = { ...quietSettings, ...trust, ...options.settings };
  writeFileSync(join(userData, 'User/settings.json'), JSON.stringify(settings, null, 2));
  if (options.locale) writeLanguagePack(userData, options.locale);
  const remove = () => {
    if (!process.env.ARCHWAY_VSCODE_KEEP) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { options, folder, userData, extensions, remove };
}

/** A language pack without a translation: it makes VS Code speak the language as far as extensions know it. */
function writeLanguagePack(userData: string, locale: string): void {
  const translations = join(userData, 'main.i18n.json');
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const extensions = [{ extensionIdentifier: { id: 'test.language-pack' }, version: '1.0.0' }];
  const pack = { hash: 'empty', extensions, translations: { vscode: translations }, label: locale };
  // Where VS Code keeps what it knows of the installed language packs.
  writeFileSync(join(userData, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}
