// What the command line says of itself: progress, summaries, missing tools.
export const commandMessages = {} as const;
