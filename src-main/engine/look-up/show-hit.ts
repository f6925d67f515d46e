import type { LookUpHit } from "../../contract/methods/look-up.ts";
import { showPhone } from "../../domain/contacts/phone.ts";
import { litDigits, litWords } from "../../domain/look-up/lit.ts";
import { readReach } from "../../domain/reach-address.ts";
import type { HitRow } from "../store/look-up-hit.ts";

type Looking = { readonly typed: string; readonly country: string | null; readonly lastAt: number };

/** A contact as the list of hits shows it, with what was typed lit. A number that was kept as a handle is a number. */
export function showHit(row: HitRow, { typed, country, lastAt }: Looking): LookUpHit {
  const reached = row.handles.map(({ network, handle }) => readReach(handle, network) ?? { network, handle });
  const of = (kind: "phone" | "email") => reached.filter((one) => one.network === kind).map((one) => one.handle);
  // Who gave no number is found among the calls under another handle of theirs, which is no number.
  const called = of("phone").filter((handle) => /^\+?\d+$/.test(handle));
  const wrote = of("email").filter((handle) => handle.includes("@"));
  const numbers = new Set([...row.phones, ...called].map(showPhone));
  const mails = new Map([...row.emails, ...wrote].map((mail) => [mail.toLowerCase(), mail]));
  return {
    id: row.id,
    name: litWords(row.name, typed),
    kind: row.kind,
    organisation: row.organisation === null ? null : litWords(row.organisation, typed),
    town: row.town,
    handles: reached
      .filter(({ network }) => !["phone", "email", "walk-in"].includes(network))
      .map(({ network, handle }) => ({ network, ...litWords(handle, typed) })),
    phones: [...numbers].map((shown) => litDigits(shown, typed, country)),
    emails: [...mails.values()].map((mail) => litWords(mail, typed)),
    lastAt: lastAt === 0 ? null : lastAt,
    standing: row.openStoryId !== null ? "open" : row.hasCase ? "resolved" : "none",
    openStoryId: row.openStoryId,
  };
}
