import type { CrmTold } from "../../../ports/crm-connector.ts";
import { after } from "../crm-trouble.ts";
import { listOf, searchPages } from "./client.ts";
import { textIn } from "./entities.ts";
import type { EspoRecord } from "./entities.ts";
import { carriesKey } from "./marker.ts";
import type { EspoSeat } from "./request.ts";

/** Our notes of this key in a case's stream, newest first; a note has no field of its own for a key. */
export async function findNotes(seat: EspoSeat, caseId: string, key: string): Promise<CrmTold<readonly EspoRecord[]>> {
  const found: EspoRecord[] = [];
  const stream = { kind: "Case", id: caseId, link: "stream", right: { kind: "Case", action: "stream" } } as const;
  const pageAt = async (offset: number) =>
    after(await listOf(seat, stream, { offset }), (notes) => ({ ok: true as const, value: notes ?? [] }));
  const told = await searchPages<never>(pageAt, (page) => {
    found.push(...page.filter((note) => carriesKey(textIn(note, "post"), key)));
    return Promise.resolve(null);
  });
  return after(told, () => ({ ok: true, value: found }));
}
