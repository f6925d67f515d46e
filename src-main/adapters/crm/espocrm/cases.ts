import type { Interaction } from "../../../domain/crm/interaction.ts";
import type { CrmRecord, CrmTold, EspoConfig } from "../../../ports/crm-connector.ts";
import { after } from "../crm-trouble.ts";
import { recordAt } from "./address.ts";
import { createRecord, findWhere } from "./client.ts";
import { textIn } from "./entities.ts";
import type { EspoRecord } from "./entities.ts";
import { caseFields } from "./fields.ts";
import { carriesKey, caseKey, isSameText } from "./marker.ts";
import type { EspoSeat } from "./request.ts";

/** By the key field where there is one, then by the line in the description; what comes back is looked at again. */
export async function findByKey(seat: EspoSeat, kind: string, key: string): Promise<CrmTold<EspoRecord | null>> {
  const { keyField } = seat.config;
  if (keyField !== null) {
    const condition = { type: "equals", attribute: keyField, value: key } as const;
    const fits = (found: EspoRecord) => isSameText(textIn(found, keyField) ?? "", key);
    const told = await findWhere(seat, kind, { condition, fits });
    if (!told.ok || told.value !== null) return told;
  }
  const condition = { type: "contains", attribute: "description", value: key } as const;
  return findWhere(seat, kind, { condition, fits: (found) => carriesKey(textIn(found, "description"), key) });
}

/** Everything of one of our cases is in one case there, found by our case's id. */
export async function findCase(seat: EspoSeat, line: Interaction): Promise<CrmTold<CrmRecord | null>> {
  const told = await findByKey(seat, "Case", caseKey(line.case.id));
  if (!told.ok) return told;
  return { ok: true, value: told.value && recordAt(seat.config, "Case", told.value.id) };
}

export async function createCase(seat: EspoSeat, line: Interaction, contact: CrmRecord): Promise<CrmTold<CrmRecord>> {
  const fields = caseFields(seat.config, line, contact.id);
  const related = [{ kind: "Contact", id: contact.id }, ...userOf(seat.config)];
  const told = await createRecord(seat, "Case", { fields, related });
  return after(told, ({ id }) => ({ ok: true, value: recordAt(seat.config, "Case", id) }));
}

export const userOf = ({ userId }: EspoConfig): readonly { kind: string; id: string }[] =>
  userId === null || userId === "" ? [] : [{ kind: "User", id: userId }];
