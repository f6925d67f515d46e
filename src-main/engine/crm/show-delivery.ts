import type { Delivery } from "../../contract/methods/crm.ts";
import { Refusal } from "../../contract/refusal.ts";
import { editOf } from "../../domain/crm/edit-line.ts";
import type { CrmLine } from "../../domain/crm/interaction.ts";
import { lineFields } from "../../domain/crm/line-fields.ts";
import { remoteComplaint, remoteContact } from "../store/crm-record.ts";
import { isErased } from "../store/delivery-line.ts";
import { readDelivery } from "../store/delivery-list.ts";
import type { Db } from "../store/open.ts";

/** One delivery, whole. Refusals: not-found. */
export async function showDelivery(db: Db, id: string): Promise<Delivery> {
  const found = await readDelivery(db, id);
  if (!found) throw new Refusal("not-found", { what: "delivery" });
  const { row, line, firstTryAt, troubleClass, corrects, edited } = found;
  const canEdit = (row.state === "dead" || row.state === "queued") && !(await isErased(db, found.rowId));
  return {
    ...row,
    fields: lineFields(line),
    payload: JSON.stringify(line, null, 2),
    steps: await stepsOf(db, found),
    firstTryAt,
    troubleClass,
    corrects,
    edited: [...edited],
    edit: canEdit ? editOf(line) : null,
  };
}

type Found = NonNullable<Awaited<ReturnType<typeof readDelivery>>>;

/** Only a CRM with records has steps: it is one that told us ids, or whose kind says so. */
async function stepsOf(db: Db, { row, line, targetRowId, caseRowId, targetKind }: Found): Promise<Delivery["steps"]> {
  if (targetKind === "webhook" || targetKind === "file" || row.kind === "erasure") return [];
  const told = interactionOf(line);
  if (told === null) return [];
  const [contact, complaint] = await Promise.all([
    remoteContact(db, { targetRowId, contactKey: told.contact.key }),
    remoteComplaint(db, { targetRowId, caseRowId }),
  ]);
  const step = (
    name: Delivery["steps"][number]["step"],
    about: { readonly isDone: boolean; readonly isOurs: boolean; readonly url: string | null },
  ) => ({ step: name, ...about });
  const record = contact?.record ?? null;
  return [
    step("contact", { isDone: record !== null, isOurs: contact?.isOurs ?? false, url: record?.url ?? null }),
    ...(told.case.isComplaint || complaint
      ? [step("complaint", { isDone: complaint !== null, isOurs: true, url: complaint?.url ?? null })]
      : []),
    step("interaction", { isDone: row.state === "done" || row.remoteUrl !== null, isOurs: true, url: row.remoteUrl }),
  ];
}

function interactionOf(line: CrmLine) {
  if (line.schema === "watchroom.erasure/1") return null;
  return line.schema === "watchroom.correction/1" ? line.interaction : line;
}
