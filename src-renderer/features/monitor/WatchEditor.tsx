import { NativeSelect, TextInput } from "@mantine/core";
import type { Ref } from "react";
import { useRef, useState } from "react";
import type { WatchPreview, WatchRow, WatchSet, WatchVersion } from "../../../src-main/contract/methods/watches.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useActs } from "../../lib/acts.tsx";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { ConfirmHere } from "./ConfirmHere.tsx";
import { PreviewPart } from "./PreviewPart.tsx";
import { QueryField } from "./QueryField.tsx";
import { usePreview } from "./use-preview.ts";
import { type WatchDesk, watchSets } from "./use-watch-desk.ts";
import { VersionsPart } from "./VersionsPart.tsx";
import styles from "./WatchEditor.module.css";

type WatchEditorProps = { desk: WatchDesk; mayEdit: boolean; queryRef: Ref<HTMLTextAreaElement> };

/** One watch: its name, its set, its query with what it finds; saving makes a new version. */
export function WatchEditor({ desk, mayEdit, queryRef }: WatchEditorProps) {
  const { t, sayError } = useWords();
  const { open, draft, refusal } = desk;
  const preview = usePreview(draft.query);
  const fault = preview.fault ?? faultOf(refusal);
  const version = (open?.version ?? 0) + 1;
  const offBecause = useOffBecause({ desk, mayEdit, isFaulty: fault !== null });
  const acts = useActs();
  const { moment } = useFormat();
  const [isShowingVersions, setShowingVersions] = useState(false);
  const editor = useRef<HTMLDivElement>(null);
  function bringBack({ name, set, query, version: number }: WatchVersion): void {
    desk.change({ name, set, query });
    setShowingVersions(false);
    editor.current?.querySelector("textarea")?.focus();
    acts.did({ says: t("monitor.watch.broughtBack", { version: number }) });
  }
  const save = () => (offBecause === undefined ? void desk.save() : acts.failed(offBecause));
  useShortcuts("monitor.watch.title", [{ says: "monitor.keys.save", run: save }]);
  return (
    <>
      <div ref={editor} className={styles["body"]} tabIndex={0} role="group" aria-label={t("monitor.watch.editor")}>
        <Head desk={desk} />
        {open && open.overranAt !== null && (
          <p role="status" className={styles["off"]}>
            <Icon name="stop" size={14} />
            <span>{t("monitor.watch.overran", { when: moment(open.overranAt) })}</span>
          </p>
        )}
        <QueryField
          label={t("monitor.query.label")}
          value={draft.query}
          fault={fault}
          faultMore={preview.found ? t("monitor.query.before") : undefined}
          onChange={(query) => desk.change({ query })}
          fieldRef={queryRef}
        />
        {refusal && !faultOf(refusal) && (
          <p role="alert" className={styles["refusal"]}>
            {sayError(refusal)}
          </p>
        )}
        {open && isShowingVersions ? (
          <VersionsPart watch={open} onBringBack={bringBack} onClose={() => setShowingVersions(false)} />
        ) : (
          <PreviewPart preview={preview} />
        )}
      </div>
      <footer className={styles["foot"]}>
        <ActButton look="primary" keys="Ctrl+S" offBecause={offBecause} onClick={save}>
          {t("monitor.watch.save", { version })}
        </ActButton>
        {desk.isChanged && (
          <ActButton look="ghost" onClick={desk.discard}>
            {t("monitor.watch.discard")}
          </ActButton>
        )}
        <span className="grow" />
        {open && (
          <ActButton
            look="ghost"
            aria-expanded={isShowingVersions}
            onClick={() => setShowingVersions(!isShowingVersions)}
          >
            {t("monitor.watch.versions")}
          </ActButton>
        )}
        {open && mayEdit && <RemoveWatch watch={open} onRemove={() => void desk.remove(open)} />}
      </footer>
    </>
  );
}

function Head({ desk: { open, draft, isChanged, change } }: { desk: WatchDesk }) {
  const { t } = useWords();
  return (
    <>
      <div className={styles["head"]}>
        <h2 className="clip">{open?.name ?? t("monitor.watch.new")}</h2>
        <span className={styles["version"]}>
          {open && t("monitor.watch.version", { version: open.version })}
          {open && isChanged && ", "}
          {isChanged && t("monitor.watch.unsaved")}
        </span>
      </div>
      <div className={styles["pair"]}>
        <TextInput
          size="sm"
          label={t("monitor.watch.name")}
          maxLength={80}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          size="sm"
          label={t("monitor.watch.set")}
          value={draft.set}
          onChange={(event) => change({ set: event.currentTarget.value as WatchSet })}
          data={watchSets.map((set) => ({ value: set, label: t(`monitor.set.${set}`) }))}
        />
      </div>
    </>
  );
}

/** Why the query cannot be saved now; undefined when it can. */
function useOffBecause({
  desk,
  mayEdit,
  isFaulty,
}: {
  desk: WatchDesk;
  mayEdit: boolean;
  isFaulty: boolean;
}): string | undefined {
  const { t } = useWords();
  if (!mayEdit) return t("refusal.not-allowed");
  if (desk.draft.name.trim() === "") return t("monitor.watch.nameFirst");
  if (desk.draft.query.trim() === "") return t("monitor.watch.queryFirst");
  if (isFaulty) return t("monitor.watch.faultFirst");
  return desk.isChanged ? undefined : t("monitor.watch.noChange");
}

/** A refused save tells the place of the fault too, should the preview not have come first. */
export function faultOf(refusal: EngineError | null): WatchPreview["fault"] {
  const { at, says } = refusal?.params ?? {};
  if (refusal?.code !== "query-invalid" || typeof at !== "number") return null;
  return {
    at,
    says: {
      code: typeof says === "string" ? says : "refusal.query-invalid",
      params: { ...refusal.params },
    },
  };
}

function RemoveWatch({ watch, onRemove }: { watch: WatchRow; onRemove: () => void }) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  if (isAsking)
    return (
      <ConfirmHere
        says={t("monitor.watch.removeAsk")}
        doSays={t("monitor.remove")}
        onDo={onRemove}
        onKeep={() => setAsking(false)}
      />
    );
  return (
    <ActButton
      look="ghost"
      onClick={() => setAsking(true)}
      aria-label={t("monitor.watch.removeNamed", { name: watch.name })}
    >
      {t("monitor.remove")}
    </ActButton>
  );
}
