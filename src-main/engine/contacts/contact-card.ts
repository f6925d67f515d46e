import type { CaseDetail } from "../../contract/methods/cases.ts";
import { showPhone } from "../../domain/contacts/phone.ts";
import { contactHistory } from "../store/contact-history.ts";
import { contactsByRow, reachOfOne } from "../store/contact.ts";
import type { Db } from "../store/open.ts";
import { maybeSame } from "./maybe-same.ts";
import { shortened } from "./show-contact.ts";

const longestText = 400;
const mostAlike = 3;

/** Who wrote, how they can be reached, who they may be too, and the last ten things between them and the firm. */
export async function contactCard(db: Db, contactRowId: number | null): Promise<CaseDetail["contact"]> {
  const contact = contactRowId === null ? null : (await contactsByRow(db, [contactRowId])).get(contactRowId);
  if (!contact) return null;
  const { id, name, kind, organisation, rowId } = contact;
  const { handles, phones, emails } = await reachOfOne(db, rowId);
  const history = await contactHistory(db, { contactRowId: rowId, limit: 10 });
  return {
    ...{ id, name, kind, organisation },
    handles: [...handles],
    phones: phones.map(({ digits }) => showPhone(digits)),
    emails: emails.map(({ written }) => written),
    maybeSame: contact.removedAt === null ? (await maybeSame(db, rowId)).slice(0, mostAlike) : [],
    history: history.map((moment) => ({ ...moment, text: shortened(moment.text, longestText) })),
  };
}
