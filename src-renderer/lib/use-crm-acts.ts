import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { CrmDifference } from "../../src-main/contract/methods/crm-profiles.ts";
import { useActs } from "./acts.tsx";
import type { Contact, ContactFields } from "../../src-main/contract/methods/contacts.ts";
import { type Input, reasonOf } from "./engine.ts";
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

  function takeBack(saved: Omit<Input<"contacts.save">, "commandId">): Promise<void> {
    return once(async () => {
      await sendCommand({ link, name: "contacts.save", input: saved });
      acts.did({ says: t("contacts.done.undone") });
    });
  }

  return {
    takeOver: ({ contact, target, difference: { field, theirs } }: Taking) =>
      once(async () => {
        const fields = fieldsOf(await link.call("contacts.get", { id: contact.id }));
        const input = { contact, targetId: target.id, field, value: theirs };
        const taken = await acts.during(sendCommand({ link, name: "crm.takeOver", input }));
        acts.did({
          says: t("crmProfile.taken", { what: theirs, name: target.name }),
          undo: () => takeBack({ contact: taken.contact, fields }),
        });
      }),
    readAgain: (contactId: string, target: Target) =>
      once(async () => {
        await link.call("crm.readProfile", { contactId, targetId: target.id });
      }),
  };
}

/** A contact as its form has it: what a save needs to make it so again. */
function fieldsOf({ name, kind, organisation, town, handles, phones, emails }: Contact): ContactFields {
  return {
    ...{ name, kind, organisation: organisation ?? "", town: town ?? "", handles, emails },
    phones: phones.map(({ written }) => written),
  };
}
