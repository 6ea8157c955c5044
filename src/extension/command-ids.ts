// Commands that several parts of the extension name; package.json declares those a user can call.

/** Starts the language server again. */
export const restartCommand = 'archway.restartServer';

/** Asks for one of several targets while VS Code starts a task: run and test take only one. */
export const oneTargetCommand = 'archway.oneTarget';
