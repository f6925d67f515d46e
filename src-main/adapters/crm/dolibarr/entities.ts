import { z } from "zod";

/** Ids come as numbers from a write and as text from a read. */
export const Id = z.union([z.number().int().positive(), z.string().regex(/^[1-9]\d*$/)]).transform(String);

const Words = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((said) => (said === null || said === undefined ? "" : String(said)));
/** "0", "" and null all stand for nobody. */
const Other = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((id) => (/^[1-9]\d*$/.test(String(id ?? "")) ? String(id) : null));
/** Seconds since 1970, now and then as text; what is none is null. */
const Moment = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((at) => (at === null || at === undefined || at === "" || Number.isNaN(Number(at)) ? null : Number(at)));

export const DoliContact = z.object({
  id: Id,
  ref_ext: Words,
  firstname: Words,
  lastname: Words,
  email: Words,
  phone_pro: Words,
  phone_perso: Words,
  phone_mobile: Words,
  socid: Other,
  /** The name of the company it belongs to. */
  socname: Words,
});
export type DoliContact = z.infer<typeof DoliContact>;

/** The API shows neither ref_ext nor the contact of an event; which ticket it hangs on comes under one of two names. */
export const DoliEvent = z.object({
  id: Id,
  label: Words,
  note_private: Words,
  datep: Moment,
  type_code: Words,
  elementtype: Words,
  elementid: Other,
  fk_element: Other,
});
export type DoliEvent = z.infer<typeof DoliEvent>;

export const DoliTicket = z.object({
  id: Id,
  ref: Words,
  track_id: Words,
  subject: Words,
  message: Words,
  datec: Moment,
});
export type DoliTicket = z.infer<typeof DoliTicket>;

export const DoliThirdParty = z.object({ id: Id, name: Words });
export const DoliUser = z.object({ id: Id, login: Words });
export const DoliCode = z.object({ code: z.string() });
export const DoliStatus = z.object({ success: z.object({ dolibarr_version: Words }) });
/** What it says of a record that it removed: the form changed between versions, so any JSON will do. */
export const DoliRemoved = z.union([z.looseObject({}), z.number(), z.array(z.unknown())]);
