import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef } from "react";
import type { ContactKind } from "../../../src-main/contract/methods/contacts.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { classNames } from "../../ui/class-names.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { SearchBox } from "../../ui/SearchBox.tsx";
import column from "../../ui/QueueColumn.module.css";
import { ContactLine } from "./ContactLine.tsx";
import styles from "./ContactList.module.css";
import { kinds } from "./kinds.ts";
import { type ContactsShown, fewestLetters } from "./use-contact-list.ts";

const lineHeight = 52;
/** More lines are fetched when so few are left below. */
const ahead = 30;
const mostCounted = 100_000;

type ContactListProps = {
  list: ContactsShown;
  chosenId: string | null;
  search: string;
  kind: ContactKind | null;
  fieldRef: RefObject<HTMLInputElement | null>;
  onSearch: (words: string) => void;
  onKind: (kind: ContactKind | null) => void;
  onChoose: (id: string) => void;
  onShow: (next: { do: string }) => void;
};

/** Everybody by name, with a field that finds by name, number, handle and address. */
export function ContactList(props: ContactListProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const { list, search, kind, fieldRef, onSearch, onKind, onShow } = props;
  const isShort = search.trim() !== "" && search.trim().length < fewestLetters;
  return (
    <nav className={classNames(column["queue"], styles["wide"])} aria-label={t("screen.contacts")}>
      <header className={column["bar"]}>
        <h2 className={styles["title"]}>{t("screen.contacts")}</h2>
        {list.total !== null && (
          <span className={column["count"]}>
            {list.total > mostCounted ? t("contacts.over", { count: number(mostCounted) }) : number(list.total)}
          </span>
        )}
        <span className="grow" />
        <ActButton size="small" icon="plus" keys="n" onClick={() => onShow({ do: "add" })}>
          {t("contacts.add")}
        </ActButton>
      </header>
      <div className={styles["find"]}>
        <SearchBox
          ref={fieldRef}
          label={t("contacts.search")}
          value={search}
          onChange={onSearch}
          onKeyDown={(event) => event.key === "Escape" && (onSearch(""), event.currentTarget.blur())}
        />
        <PickField
          label={t("contacts.kind.label")}
          isLabelHidden
          value={kind ?? "all"}
          options={[
            { value: "all" as const, says: t("contacts.kind.all") },
            ...kinds.map((value) => ({ value, says: t(`contacts.kinds.${value}`) })),
          ]}
          onChange={(value) => onKind(value === "all" ? null : value)}
        />
        {isShort && <p className={styles["hint"]}>{t("contacts.short")}</p>}
      </div>
      <Lines {...props} />
      <footer className={styles["foot"]}>
        <ActButton size="small" look="ghost" keys="d" onClick={() => onShow({ do: "duplicates" })}>
          {t("contacts.duplicates.open")}
        </ActButton>
        <ActButton size="small" look="ghost" keys="i" onClick={() => onShow({ do: "import" })}>
          {t("contacts.import.open")}
        </ActButton>
      </footer>
    </nav>
  );
}

function Lines({ list, chosenId, search, onChoose }: ContactListProps) {
  const { t } = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const { rows, loadMore } = list;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => lineHeight,
    overscan: 8,
  });
  const chosenAt = rows.findIndex(({ id }) => id === chosenId);
  useEffect(() => {
    if (chosenAt >= 0) virtual.scrollToIndex(chosenAt, { align: "auto" });
  }, [virtual, chosenAt]);
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (loadMore && lastShown >= rows.length - ahead) loadMore();
  }, [loadMore, lastShown, rows.length]);
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.isLoading) return <Loading />;
  return (
    <div ref={scroll} className={column["list"]}>
      {rows.length === 0 && search.trim().length >= fewestLetters && (
        <p className={styles["none"]}>{t("contacts.noneFound")}</p>
      )}
      <ul style={{ height: virtual.getTotalSize() }} className={styles["lines"]}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <li key={row.id} style={{ transform: `translateY(${start}px)` }}>
                <ContactLine row={row} isChosen={row.id === chosenId} onChoose={() => onChoose(row.id)} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
