import { useEffect, useRef, useState } from "react";
import type { Contact } from "../../../src-main/contract/methods/contacts.ts";
import { useWords } from "../../lib/words.ts";
import { SearchBox } from "../../ui/SearchBox.tsx";
import work from "../../ui/WorkSheet.module.css";
import { ContactLine } from "./ContactLine.tsx";
import styles from "./contacts.module.css";
import { useContactList } from "./use-contact-list.ts";

const mostShown = 12;

/** Chooses with whom a contact is to be merged: likely ones first, anybody by search. */
export function PickOther({ contact, onPick }: { contact: Contact; onPick: (id: string) => void }) {
  const { t } = useWords();
  const [search, setSearch] = useState("");
  const list = useContactList({ search, kind: null });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const isSearching = search.trim().length > 2;
  const rows = isSearching ? list.rows : contact.maybeSame.map(({ contact: other }) => other);
  const shown = rows.filter(({ id }) => id !== contact.id).slice(0, mostShown);
  return (
    <div className={work["sheet"]}>
      <div className={styles["form"]}>
        <SearchBox ref={field} label={t("contacts.merge.find")} value={search} onChange={setSearch} />
        {shown.length === 0 && (
          <p className={styles["quiet"]}>{t(isSearching ? "contacts.noneFound" : "contacts.merge.findHelp")}</p>
        )}
        <ul className={styles["list"]}>
          {shown.map((row) => (
            <li key={row.id}>
              <ContactLine row={row} isChosen={false} onChoose={() => onPick(row.id)} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
