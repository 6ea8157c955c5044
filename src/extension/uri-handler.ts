// Links to the pages of rules, which are the codes of diagnostics: what they look like, and what opens them.
import type { Uri, UriHandler } from 'vscode';

/** The extension's id: publisher and name of package.json. */
const extensionId = 'archway.archway';

/** What a rule's id is appended to for a link to its page; `scheme` is VS Code's own (`vscode`, `vscode-insiders`, `vscodium`). */
export function rulePageBase(scheme: string): string {
  return `${scheme}://${extensionId}/rules/`;
}

/** The rule whose page a link opens; undefined where it is none of ours. */
export function ruleOfLink(uri: { readonly authority: string; readonly path: string }): string | undefined {
  return uri.authority.toLowerCase() === extensionId ? /^\/rules\/([a-z][a-z0-9-]*)$/.exec(uri.path)?.[1] : undefined;
}

/** Opens the pages of rules by links from outside and from diagnostics. */
export function ruleLinks(open: (rule: string) => unknown): UriHandler {
  return {
    handleUri(uri: Uri) {
      const rule = ruleOfLink(uri);
      if (rule !== undefined) open(rule);
    },
  };
}
