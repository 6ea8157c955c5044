// What the rules say.
export const ruleMessages = {} as const;
