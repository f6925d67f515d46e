import { z } from "zod";

const Id = z.number().int().transform(String);
const Text = z.string().nullable().optional();
/** The list of persons gives values with labels, the search bare values. */
const Values = z
  .array(z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)]))
  .nullable()
  .default([])
  .transform((values) => values ?? []);

/** A record that was made or changed. */
export const PdWritten = z.object({ success: z.literal(true), data: z.object({ id: Id }) });

/** A record that was deleted answers its id; it goes for good after 30 days. */
export const PdDeleted = z.object({ success: z.literal(true) });

const Person = z.object({
  id: Id,
  name: Text,
  emails: Values,
  phones: Values,
  org_id: z.number().int().nullable().optional(),
  is_deleted: z.boolean().optional(),
  /** By the field's key, as the record has them; without a key, as the search has them. */
  custom_fields: z
    .union([z.array(z.unknown()), z.record(z.string(), z.unknown())])
    .nullable()
    .default([]),
});
export type PdPerson = z.infer<typeof Person>;

export const PdPerson = z.object({ success: z.literal(true), data: Person });
export const PdPersons = z.object({ success: z.literal(true), data: z.array(Person) });
export const PdFound = z.object({
  success: z.literal(true),
  data: z.object({ items: z.array(z.object({ item: Person })) }),
});

const Activity = z.object({
  id: Id,
  subject: Text,
  note: Text,
  due_date: Text,
  due_time: Text,
  is_deleted: z.boolean().optional(),
});
export type PdActivity = z.infer<typeof Activity>;

const cursor = z.object({ next_cursor: z.string().nullable().optional() }).nullable().optional();
export const PdActivities = z.object({
  success: z.literal(true),
  data: z.array(Activity).nullable(),
  additional_data: cursor,
});

export const PdOrganization = z.object({ success: z.literal(true), data: z.object({ name: Text }) });

/** v2 names a field's key `field_code`, v1 `key`. */
export const PdFields = z.object({
  success: z.literal(true),
  data: z.array(
    z.object({ field_code: z.string().optional(), key: z.string().optional(), field_type: z.string().optional() }),
  ),
  additional_data: cursor,
});

export const PdActivityTypes = z.object({
  success: z.literal(true),
  data: z.array(z.object({ key_string: z.string(), active_flag: z.boolean().default(true) })),
});

export const PdUser = z.object({
  success: z.literal(true),
  data: z.object({ id: z.number().int(), active_flag: z.boolean().default(true) }),
});
