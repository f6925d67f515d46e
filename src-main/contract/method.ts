import type { z } from "zod";
import type { Role } from "./values.ts";

/**
 * Who may call a method: `paired` = any browser or window that was let in; `person` = a signed-in person of any role
 * but display; otherwise one of the named roles.
 */
export type Access = "paired" | "person" | readonly Role[];

export type Method = {
  readonly kind: "read" | "write";
  readonly access: Access;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
};

/** Keeps the literal types of a method table. */
export function defineMethods<const Table extends Record<string, Method>>(table: Table): Table {
  return table;
}
