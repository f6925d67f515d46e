import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { CrmDifference } from "../../src-main/contract/methods/crm-profiles.ts";
import { useActs } from "./acts.tsx";
import { type Output, reasonOf } from "./engine.ts";
import { sendCommand, useLink } from "./use-engine.tsx";
import { useWords } from "./words.ts";

type Target = { id: string; name: string };
type Taking = { contact: { id: string; version: number }; target: Target; difference: CrmDifference };

/** What can be done with what a CRM says: read it again, or take one thing of it over, which can be taken back. */
export function useCrmActs() {
  const { t, sayError } = useWords();
  const client = useQueryClient();
  const link = useLink();
  const acts = useActs();
  // A key that is held down or pressed twice acts once.
  const isActing = useRef(false);

  const refresh = () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => /^(?:contacts\.|crm\.profile|cases\.get|lookUp\.)/.test(String(queryKey[0])),
    });

  async function once(work: () => Promise<void>): Promise<void> {
    if (isActing.current) return;
    isActing.current = true;
    try {
      await work();
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    } finally {
      isActing.current = false;
    }
    await refresh();
  }

  function takeBack({ contact, before }: Output<"crm.takeOver">): Promise<void> {
    return once(async () => {
      await sendCommand({ link, name: "contacts.save", input: { contact, fields: before } });
      acts.did({ says: t("contacts.done.undone") });
    });
  }

  return {
    takeOver: ({ contact, target, difference: { field, theirs } }: Taking) =>
      once(async () => {
        const input = { contact, targetId: target.id, field, value: theirs };
        const taken = await acts.during(sendCommand({ link, name: "crm.takeOver", input }));
        acts.did({
          says: t("crmProfile.taken", { what: theirs, name: target.name }),
          undo: () => takeBack(taken),
        });
      }),
    readAgain: (contactId: string, target: Target) =>
      once(async () => {
        await link.call("crm.readProfile", { contactId, targetId: target.id });
      }),
  };
}
