import type { CaseDetail } from "../../contract/methods/cases.ts";
import { contactHistory } from "../store/contact-history.ts";
import { readContact } from "../store/contact.ts";
import type { Db } from "../store/open.ts";

const longestText = 400;

/** Who wrote, under which handles, and the last ten things between them and the firm. */
export async function contactCard(db: Db, contactRowId: number | null): Promise<CaseDetail["contact"]> {
  const contact = contactRowId === null ? null : await readContact(db, contactRowId);
  if (!contact) return null;
  const history = await contactHistory(db, { contactRowId: contact.rowId, limit: 10 });
  return {
    id: contact.id,
    name: contact.name,
    handles: [...contact.handles],
    history: history.map((moment) => ({ ...moment, text: shortened(moment.text) })),
  };
}

function shortened(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText - 1).trimEnd()}…`;
}
