import { z } from "zod";

/** A record as EspoCRM gives it: its id, and whatever fields the key's user may see. */
export const EspoRecord = z.looseObject({ id: z.string().min(1) });
export type EspoRecord = z.infer<typeof EspoRecord>;

export const EspoList = z.object({ list: z.array(EspoRecord) });

/** A level ("all", "own", "no"), or "yes" and "no" for create; a kind without rights is left out. */
const Rights = z.record(z.string(), z.string());

/** `App/user`: who the key is, and what it may do. */
export const AppUser = z.object({
  user: z.looseObject({ id: z.string(), userName: z.string().optional() }),
  acl: z.object({ table: z.record(z.string(), z.union([Rights, z.boolean()])) }),
});
export type AppUser = z.infer<typeof AppUser>;

/** What `Metadata` says of one field; whatever is no object means that it has none. */
export const FieldDefinition = z
  .looseObject({ type: z.string(), options: z.array(z.string()).optional() })
  .nullable()
  .catch(null);
export type FieldDefinition = z.infer<typeof FieldDefinition>;

/** A text of a record; null for everything else. */
export const textIn = (record: EspoRecord, field: string): string | null => {
  const value = record[field];
  return typeof value === "string" && value !== "" ? value : null;
};

const Listed = z.array(z.looseObject({}));

/** Every e-mail address or phone number of a contact, the first one first. */
export function listIn(record: EspoRecord, field: "emailAddress" | "phoneNumber"): readonly string[] {
  const read = Listed.safeParse(record[`${field}Data`]);
  const listed = read.success ? read.data.map((one) => one[field]) : [];
  const all = [textIn(record, field), ...listed].filter((one) => typeof one === "string");
  return [...new Set(all)];
}

/** Date and time there, "2026-11-17 10:00:00" in UTC, as ms; null when it is none. */
export function momentIn(record: EspoRecord, field: string): number | null {
  const at = Date.parse(`${(textIn(record, field) ?? "").replace(" ", "T")}Z`);
  return Number.isNaN(at) ? null : at;
}

export const stampOf = (at: number): string => new Date(at).toISOString().slice(0, 19).replace("T", " ");
