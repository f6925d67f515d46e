import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { DeliveryRow } from "../../../src-main/contract/methods/crm.ts";
import { useActs } from "../../lib/acts.tsx";
import { type Input, reasonOf, type WriteName } from "../../lib/engine.ts";
import { useOffBecause } from "../../lib/use-may.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

export type OutboxActs = ReturnType<typeof useOutboxActs>;

/** What people do with what leaves for a CRM; each act says what was done, or why not. */
export function useOutboxActs() {
  const { t, sayError } = useWords();
  const client = useQueryClient();
  const link = useLink();
  const acts = useActs();
  const retryOff = useOffBecause(["admin", "lead", "corpcomm"]);
  const skipOff = useOffBecause(["admin", "lead"]);
  // A key that is held down acts once.
  const isActing = useRef(false);

  async function perform<Name extends WriteName>(
    name: Name,
    input: Omit<Input<Name>, "commandId">,
    says: string,
  ): Promise<void> {
    if (isActing.current) return;
    isActing.current = true;
    try {
      await acts.during(sendCommand({ link, name, input }));
      acts.did({ says });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    } finally {
      isActing.current = false;
    }
    await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith("crm.") });
  }
  const nameOf = ({ contact, what }: DeliveryRow) => contact ?? what;
  return {
    retryOff,
    skipOff,
    retry: (row: DeliveryRow) =>
      perform("crm.retry", { id: row.id, version: row.version }, t("crmDesk.done.retry", { name: nameOf(row) })),
    skip: (row: DeliveryRow) =>
      perform("crm.skip", { id: row.id, version: row.version }, t("crmDesk.done.skip", { name: nameOf(row) })),
    retryAll: (target: { readonly id: string; readonly name: string }) =>
      perform("crm.retryAll", { targetId: target.id }, t("crmDesk.done.retryAll", { name: target.name })),
  };
}
