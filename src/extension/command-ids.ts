// Commands that several parts of the extension name; package.json declares those a user can call.

/** Starts the language server again. */
export const restartCommand = 'archway.restartServer';

/** Shows the Portability view: VS Code has this command for every view. */
export const showPortabilityCommand = 'archway.portability.focus';

/** Shows the Toolchain view: what messages about a missing tool lead to. */
export const showToolchainCommand = 'archway.toolchain.show';

/** Asks for one of several targets while VS Code starts a task: run and test take only one. */
export const oneTargetCommand = 'archway.oneTarget';
