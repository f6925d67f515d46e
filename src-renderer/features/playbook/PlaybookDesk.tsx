import { useRef, useState } from "react";
import { useSearchParams } from "wouter";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { GuidelinesPage } from "./GuidelinesPage.tsx";
import { ImportExport } from "./ImportExport.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./playbook.module.css";
import { RemovedScripts } from "./RemovedScripts.tsx";
import { ScriptList } from "./ScriptList.tsx";
import { ScriptSheet } from "./ScriptSheet.tsx";
import { NEW_SCRIPT, type TypedScript, useScriptDrafts } from "./use-script-drafts.ts";
import { noFilter, useScriptList } from "./use-script-list.ts";

/** The list, and what is done at its right: a script, the guidelines, a file, what was removed. The address names it. */
export function PlaybookDesk() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const [filter, setFilter] = useState(noFilter);
  const list = useScriptList(filter);
  const drafts = useScriptDrafts();
  const field = useRef<HTMLInputElement>(null);
  const chosenId = params.get("script");
  const does = params.get("do") ?? (chosenId === null ? "none" : "script");
  const choose = (id: string) => setParams({ script: id }, { replace: true });
  const show = (next: string) => setParams(next === "" ? {} : { do: next });
  function move(by: number): void {
    const at = list.rows.findIndex(({ id }) => id === chosenId);
    const next = list.rows[Math.min(list.rows.length - 1, Math.max(0, at + by))];
    if (next) choose(next.id);
  }
  useShortcuts("playbook.keys.title", [
    { says: "playbook.keys.next", run: () => move(1) },
    { says: "playbook.keys.previous", run: () => move(-1) },
    { says: "playbook.keys.search", run: () => field.current?.focus() },
    { says: "playbook.keys.add", run: () => show("add") },
    { says: "playbook.keys.guidelines", run: () => show("guidelines") },
    { says: "playbook.keys.files", run: () => show("files") },
    { says: "playbook.keys.removed", run: () => show("removed") },
  ]);
  const typedInto = (id: string) => ({
    typed: drafts.typed[id] ?? null,
    onTyped: (script: TypedScript | null) => drafts.keep(id, script),
  });
  const chosen = list.all.find(({ id }) => id === chosenId) ?? null;
  return (
    <div className={styles["desk"]}>
      <ScriptList
        {...{ list, filter, chosenId, does }}
        unsaved={drafts.typed}
        fieldRef={field}
        onFilter={(change) => setFilter({ ...filter, ...change })}
        onChoose={choose}
        onShow={show}
      />
      <div className={styles["side"]}>
        {does === "guidelines" && <GuidelinesPage />}
        {does === "files" && <ImportExport />}
        {does === "removed" && <RemovedScripts onRestored={choose} />}
        {does === "add" && (
          <ScriptSheet
            key="add"
            script={null}
            all={list.all}
            onSaved={choose}
            onGone={() => show("")}
            {...typedInto(NEW_SCRIPT)}
          />
        )}
        {does === "script" && chosen && (
          <ScriptSheet
            key={chosen.id}
            script={chosen}
            all={list.all}
            onSaved={choose}
            onGone={() => show("")}
            {...typedInto(chosen.id)}
          />
        )}
        {does === "script" && !chosen && (list.isLoading ? <Loading /> : <EmptyState title={t("playbook.gone")} />)}
        {does === "none" &&
          (list.isLoading ? (
            <Loading />
          ) : (
            <EmptyState
              title={t(list.all.length === 0 ? "playbook.empty" : "playbook.choose")}
              facts={t(list.all.length === 0 ? "playbook.emptyFacts" : "playbook.chooseFacts")}
            />
          ))}
      </div>
    </div>
  );
}
