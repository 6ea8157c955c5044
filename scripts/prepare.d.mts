// Types of prepare.mjs, for tests.
export const root: string;
export function installPackages(): void;
export function buildIfStale(): Promise<void>;
