import { insertTarget, listTargets } from "../../src-main/engine/store/crm-target.ts";
import { insertDelivery } from "../../src-main/engine/store/delivery.ts";
import { webhookSecretName } from "../../src-main/domain/crm/webhook-secret.ts";
import { addCase, lineOf } from "../support/crm-desk.ts";
import { addSourceRow } from "../support/desk-fixture.ts";
import { startTestParts } from "../support/test-engine.ts";
import type { TestParts } from "../support/test-engine.ts";

export const benchSecret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;
const linesOfEach = 25;

/** A workspace with so many lines for a webhook in its outbox, 25 of each contact. */
export async function openQueued(lines: number, url: string): Promise<TestParts & { readonly targetId: string }> {
  const parts = await startTestParts();
  const targetId = parts.commandId();
  await parts.secrets.set(webhookSecretName(targetId), benchSecret);
  const config = { kind: "webhook", url } as const;
  await parts.store.write((trx) =>
    insertTarget(trx, { id: targetId, name: "Hook", config, enabled: true, lookedAt: 0 }),
  );
  const targetRowId = (await listTargets(parts.store.read))[0]?.rowId ?? 0;
  const sourceRowId = await addSourceRow(parts);
  for (let from = 0; from < lines; from += linesOfEach) {
    const of = await addCase(parts, { sourceRowId, handle: `person-${from}` });
    await parts.store.write(async (trx) => {
      for (let n = from; n < Math.min(lines, from + linesOfEach); n += 1) {
        const [id, at] = [parts.commandId(), parts.clock.now()];
        const line = lineOf(of, `wr:bench:${n}`);
        const about = { id, targetRowId, caseRowId: of.rowId, contactKey: of.contactKey };
        await insertDelivery(trx, { ...about, line, at });
      }
    });
  }
  return { ...parts, targetId };
}
