import { useRef, useState } from "react";
import type { Script, ScriptVersionView } from "../../../src-main/contract/methods/playbook.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Diff } from "../../ui/Diff.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./playbook.module.css";
import { sayContent } from "./say-content.ts";
import { usePlaybookActs } from "./use-playbook-acts.ts";

/** Every version of a script: who saved it when, what it changed, and the way back to it. */
export function Versions({ script, mayEdit }: { script: Script; mayEdit: boolean }) {
  const { t } = useWords();
  const details = useRef<HTMLDetailsElement>(null);
  const [isOpen, setOpen] = useState(false);
  useShortcuts("playbook.keys.title", [
    {
      says: "playbook.keys.versions",
      run: () => {
        setOpen((was) => !was);
        details.current?.querySelector<HTMLElement>("summary")?.focus();
      },
    },
  ]);
  return (
    <details
      ref={details}
      className={styles["card"]}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t("playbook.versions.title", { count: script.version })}</summary>
      {isOpen && <History script={script} mayEdit={mayEdit} />}
    </details>
  );
}

function History({ script, mayEdit }: { script: Script; mayEdit: boolean }) {
  const { data, error, refetch } = useEngine("playbook.versions", { id: script.id });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <ol>
      {data.map((version, at) => (
        <li key={version.version} className={styles["version"]}>
          <VersionLine {...{ script, mayEdit, version }} before={data[at + 1] ?? null} />
        </li>
      ))}
    </ol>
  );
}

type VersionLineProps = {
  script: Script;
  mayEdit: boolean;
  version: ScriptVersionView;
  before: ScriptVersionView | null;
};

function VersionLine({ script, mayEdit, version, before }: VersionLineProps) {
  const { t } = useWords();
  const { moment, number } = useFormat();
  const acts = usePlaybookActs();
  const [isShown, setShown] = useState(false);
  const { version: from, savedBy, savedAt, broughtFrom, templateApproval, uses } = version;
  const facts = [
    savedBy ? t("playbook.versions.by", { name: savedBy.name }) : t("playbook.versions.byProgram"),
    moment(savedAt),
    t("playbook.uses", { count: uses, shown: number(uses) }),
    ...(broughtFrom === null ? [] : [t("playbook.versions.brought", { from: broughtFrom })]),
    ...(templateApproval ? [t("playbook.versions.approved", { name: templateApproval.by.name })] : []),
  ];
  return (
    <>
      <div className={styles["head"]}>
        <b>{t("playbook.version", { version: from })}</b>
        <span className={styles["quiet"]}>{facts.join(" · ")}</span>
        <span className="grow" />
        {before && (
          <ActButton
            size="small"
            look="ghost"
            aria-expanded={isShown}
            aria-label={t("playbook.versions.diffOf", { version: from })}
            onClick={() => setShown(!isShown)}
          >
            {t("playbook.versions.diff")}
          </ActButton>
        )}
        {from !== script.version && (
          <ActButton
            size="small"
            icon="undo"
            aria-label={t("playbook.versions.bringBackOf", { version: from })}
            offBecause={mayEdit ? undefined : t("playbook.versions.notNow")}
            onClick={() => void acts.bringBack({ id: script.id, version: script.version, from })}
          >
            {t("playbook.versions.bringBack")}
          </ActButton>
        )}
      </div>
      {isShown && before && (
        <Diff
          className={styles["diff"]}
          before={sayContent(before.content, t)}
          after={sayContent(version.content, t)}
        />
      )}
    </>
  );
}
