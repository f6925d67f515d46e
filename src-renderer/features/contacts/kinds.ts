import type { ContactKind } from "../../../src-main/contract/methods/contacts.ts";

/** The kinds of contacts in the order in which they are offered. */
export const kinds = ["customer", "staff", "advocate", "media", "other"] as const satisfies readonly ContactKind[];
