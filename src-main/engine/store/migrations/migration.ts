/** One step of the schema: append-only, additive, never edited once released. */
export type Migration = { readonly name: string; readonly sql: string };
