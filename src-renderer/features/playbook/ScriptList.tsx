import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef } from "react";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { classNames } from "../../ui/class-names.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import column from "../../ui/QueueColumn.module.css";
import { SearchBox } from "../../ui/SearchBox.tsx";
import styles from "./ScriptList.module.css";
import { useMayEdit } from "./use-may-edit.ts";
import type { ScriptFilter, ScriptsShown } from "./use-script-list.ts";

const lineHeight = 56;

type ScriptListProps = {
  list: ScriptsShown;
  filter: ScriptFilter;
  chosenId: string | null;
  does: string;
  /** Scripts with something typed and not saved, by id. */
  unsaved: Readonly<Record<string, unknown>>;
  fieldRef: RefObject<HTMLInputElement | null>;
  onFilter: (change: Partial<ScriptFilter>) => void;
  onChoose: (id: string) => void;
  onShow: (next: string) => void;
};

/** All scripts, with a field that finds them by the meaning of its words, and three ways to narrow them. */
export function ScriptList(props: ScriptListProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const { list, does, onShow } = props;
  const editOff = useMayEdit();
  const foot = [
    { name: "guidelines", keys: "w" },
    { name: "files", keys: "i" },
    { name: "removed", keys: "b" },
  ] as const;
  return (
    <nav className={classNames(column["queue"], styles["wide"])} aria-label={t("playbook.scripts")}>
      <header className={column["bar"]}>
        <h2 className={styles["title"]}>{t("screen.playbook")}</h2>
        {!list.isLoading && <span className={column["count"]}>{number(list.rows.length)}</span>}
        <span className="grow" />
        <ActButton size="small" icon="plus" keys="n" offBecause={editOff} onClick={() => onShow("add")}>
          {t("playbook.add")}
        </ActButton>
      </header>
      <Narrow {...props} />
      <Lines {...props} />
      <footer className={styles["foot"]}>
        {foot.map(({ name, keys }) => (
          <ActButton
            key={name}
            size="small"
            look="ghost"
            keys={keys}
            aria-current={does === name ? "page" : undefined}
            onClick={() => onShow(name)}
          >
            {t(`playbook.open.${name}`)}
          </ActButton>
        ))}
      </footer>
    </nav>
  );
}

/** Each word that scripts use for something, once. */
function wordsOf(scripts: readonly Script[], part: "department" | "mentionType"): readonly string[] {
  const words = scripts.map((script) => script[part] ?? "").filter((word) => word !== "");
  return [...new Set(words)].toSorted((one, other) => one.localeCompare(other));
}

function Narrow({ list, filter, fieldRef, onFilter }: ScriptListProps) {
  const { t } = useWords();
  const pick = (part: "department" | "mentionType") => (
    <PickField
      label={t(`playbook.filter.${part}`)}
      isLabelHidden
      value={filter[part]}
      options={[
        { value: "", says: t(`playbook.filter.any.${part}`) },
        ...wordsOf(list.all, part).map((value) => ({ value, says: value })),
      ]}
      onChange={(value) => onFilter({ [part]: value })}
    />
  );
  return (
    <div className={styles["find"]}>
      <SearchBox
        ref={fieldRef}
        label={t("playbook.search")}
        value={filter.search}
        onChange={(search) => onFilter({ search })}
        onKeyDown={(event) => event.key === "Escape" && (onFilter({ search: "" }), event.currentTarget.blur())}
      />
      <div className={styles["picks"]}>
        <PickField
          label={t("playbook.filter.bucket")}
          isLabelHidden
          value={filter.bucket}
          options={[
            { value: "" as const, says: t("playbook.filter.any.bucket") },
            ...(["care", "pr", "analytics"] as const).map((value) => ({ value, says: t(`bucket.${value}`) })),
          ]}
          onChange={(bucket) => onFilter({ bucket })}
        />
        {pick("mentionType")}
        {pick("department")}
      </div>
    </div>
  );
}

function Lines({ list, filter, chosenId, unsaved, onChoose }: ScriptListProps) {
  const { t } = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const { rows } = list;
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
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.isLoading)
    return (
      <div className={column["list"]}>
        <Loading />
      </div>
    );
  const isNarrowed = Object.values(filter).some((value) => value !== "");
  return (
    <div ref={scroll} className={column["list"]}>
      {rows.length === 0 && isNarrowed && <p className={styles["none"]}>{t("playbook.noneFound")}</p>}
      <ul style={{ height: virtual.getTotalSize() }} className={styles["lines"]}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <li key={row.id} style={{ transform: `translateY(${start}px)` }}>
                <Line
                  script={row}
                  isChosen={row.id === chosenId}
                  isUnsaved={row.id in unsaved}
                  onChoose={() => onChoose(row.id)}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}

type LineProps = { script: Script; isChosen: boolean; isUnsaved: boolean; onChoose: () => void };

function Line({ script, isChosen, isUnsaved, onChoose }: LineProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const facts = [
    isUnsaved ? t("playbook.unsaved") : "",
    script.mentionType === "" ? (script.department ?? "") : script.mentionType,
    t("playbook.uses", { count: script.uses, shown: number(script.uses) }),
  ];
  return (
    <button
      type="button"
      className={classNames(column["line"], styles["line"], isChosen && column["on"])}
      aria-current={isChosen ? "true" : undefined}
      onClick={onChoose}
    >
      <b className="clip" dir="auto">
        {script.name}
      </b>
      <BucketChip bucket={script.bucket} plain />
      <span className="clip" dir="auto">
        {facts.filter((fact) => fact !== "").join(" · ")}
      </span>
      <span>{script.templateApproval && t("playbook.template.short")}</span>
    </button>
  );
}
