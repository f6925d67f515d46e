import { useRef, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import type { ContactKind } from "../../../src-main/contract/methods/contacts.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { ContactForm } from "./ContactForm.tsx";
import { ContactList } from "./ContactList.tsx";
import styles from "./contacts.module.css";
import { Duplicates } from "./Duplicates.tsx";
import { ImportContacts } from "./ImportContacts.tsx";
import { NobodyChosen } from "./NobodyChosen.tsx";
import { Profile } from "./Profile.tsx";
import { readMode } from "./read-mode.ts";
import { useContactList } from "./use-contact-list.ts";

/** The list, and what is done at its right: a profile, a form, likely duplicates, an import. The address names it. */
export function ContactsDesk() {
  const [params, setParams] = useSearchParams();
  const [, go] = useLocation();
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState<ContactKind | null>(null);
  const list = useContactList({ search, kind });
  const field = useRef<HTMLInputElement>(null);
  const chosenId = params.get("contact");
  const mode = readMode(params.get("do"), chosenId);
  const show = (next: { contact?: string; do?: string }) => setParams(next);
  const choose = (id: string) => setParams({ contact: id }, { replace: true });
  function move(by: number): void {
    const at = list.rows.findIndex(({ id }) => id === chosenId);
    const next = list.rows[Math.min(list.rows.length - 1, Math.max(0, at + by))];
    if (next) choose(next.id);
  }
  useShortcuts("contacts.keys.title", [
    { says: "contacts.keys.next", run: () => move(1) },
    { says: "contacts.keys.previous", run: () => move(-1) },
    { says: "contacts.keys.search", run: () => field.current?.focus() },
    { says: "contacts.keys.add", run: () => show({ do: "add" }) },
    { says: "contacts.keys.duplicates", run: () => show({ do: "duplicates" }) },
    { says: "contacts.keys.import", run: () => show({ do: "import" }) },
  ]);
  const open = (id: string) => go(`/contacts?contact=${id}`, { replace: true });
  return (
    <div className={styles["desk"]}>
      <ContactList
        list={list}
        chosenId={chosenId}
        search={search}
        kind={kind}
        fieldRef={field}
        onSearch={setSearch}
        onKind={setKind}
        onChoose={choose}
        onShow={show}
      />
      <div className={styles["side"]}>
        {mode === "add" && <ContactForm key="add" contact={null} onDone={(id) => (id ? open(id) : show({}))} />}
        {mode === "duplicates" && (
          <Duplicates onOpen={open} onMerge={(one, other) => show({ contact: one, do: `merge-${other}` })} />
        )}
        {mode === "import" && <ImportContacts />}
        {mode === "nobody" && <NobodyChosen list={list} isSearching={search !== "" || kind !== null} onShow={show} />}
        {chosenId !== null && (mode === "profile" || mode === "edit" || mode === "merge") && (
          <Profile key={chosenId} id={chosenId} does={params.get("do")} onShow={show} onOpen={open} />
        )}
      </div>
    </div>
  );
}
