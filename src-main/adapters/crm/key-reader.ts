/** Collects the keys of whole lines from a file that comes in pieces. */
export type KeyReader = { readonly read: (piece: Buffer) => void; readonly keys: Set<string> };

/** A match holds on to the text that it was found in; this copy does not. */
export const copyOf = (key: string): string => Buffer.from(key, "latin1").toString("latin1");
