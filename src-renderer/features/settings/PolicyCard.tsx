import { useState } from "react";
import { useActs } from "../../lib/acts.tsx";
import type { Output } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import { addedTo, draftOf, mostRows, type PolicyDraftRow, rowsOf } from "./policy-draft.ts";
import { PolicyRowForm } from "./PolicyRowForm.tsx";
import { PolicyTryOut } from "./PolicyTryOut.tsx";
import rows from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";
import { useOffBecause } from "../../lib/use-may.ts";

type Versions = Output<"policy.get">;
type Version = Versions[number];

/** Who approves what: a table of rows of which the strictest wins, its versions, and what it does to a reply. */
export function PolicyCard() {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("policy.get", {});
  const [now] = data ?? [];
  return (
    <Card id="replies-policy" title={t("settings.policy.title")} help={t("settings.policy.help")}>
      {now && data ? (
        <PolicyForm saved={now} versions={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Card>
  );
}

function PolicyForm({ saved, versions }: { saved: Version; versions: Versions }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const saving = useAct("policy.save", ["policy.get", "replies.queue"]);
  const offBecause = useOffBecause(["corpcomm", "admin"]);
  const { data: scripts = [] } = useEngine("playbook.list", {});
  const [mine, setMine] = useState<{ draft: readonly PolicyDraftRow[]; version: number } | null>(null);
  const draft = mine?.draft ?? draftOf(saved.rows);
  const isOff = offBecause !== undefined;
  const meant = rowsOf(draft);
  const edit = (next: readonly PolicyDraftRow[]) => setMine({ draft: next, version: mine?.version ?? saved.version });
  async function save(): Promise<void> {
    if (!mine || meant === null) return;
    // Somebody saved meanwhile, and was seen to: the next save means what stands now.
    const version = saving.trouble?.code === "stale" ? saved.version : mine.version;
    const done = await saving.run({ version, rows: meant });
    if (!done) return;
    setMine(null);
    const { heldBack: count } = done;
    acts.did({ says: count > 0 ? t("settings.policy.savedHeld", { count }) : t("settings.policy.saved") });
  }
  return (
    <>
      <ol className={rows["rows"]}>
        {draft.map((row, index) => (
          <li key={row.key}>
            <PolicyRowForm
              row={row}
              number={index + 1}
              scripts={scripts}
              isOff={isOff}
              onChange={(next) => edit(draft.map((one) => (one === row ? next : one)))}
              onRemove={index === 0 ? null : () => edit(draft.filter((one) => one !== row))}
            />
          </li>
        ))}
      </ol>
      {saving.trouble && <FieldError says={sayError(saving.trouble)} />}
      {offBecause ? (
        <p className={rows["meta"]}>{offBecause}</p>
      ) : (
        <Acts>
          <ActButton
            look="primary"
            offBecause={
              mine === null ? t("settings.nothingChanged") : meant === null ? t("settings.policy.reachBad") : undefined
            }
            aria-busy={saving.isBusy}
            onClick={() => void save()}
          >
            {t("settings.save")}
          </ActButton>
          {mine && (
            <ActButton look="ghost" onClick={() => setMine(null)}>
              {t("settings.giveUp")}
            </ActButton>
          )}
          <ActButton
            icon="plus"
            offBecause={draft.length >= mostRows ? t("settings.policy.tooMany") : undefined}
            onClick={() => edit(addedTo(draft))}
          >
            {t("settings.policy.add")}
          </ActButton>
        </Acts>
      )}
      <PolicyTryOut rows={meant ?? saved.rows} scripts={scripts} />
      <PolicyVersions versions={versions} isOff={isOff} onBringBack={({ rows: back }) => edit(draftOf(back))} />
    </>
  );
}

function PolicyVersions({
  versions,
  isOff,
  onBringBack,
}: {
  versions: Versions;
  isOff: boolean;
  onBringBack: (version: Version) => void;
}) {
  const { t } = useWords();
  const { moment } = useFormat();
  const [now, ...earlier] = versions;
  const says = ({ version, at, by }: Version) =>
    at === null
      ? t("settings.policy.usual")
      : t("settings.policy.versionBy", { version, name: by?.name ?? "", time: moment(at) });
  return (
    <>
      {now && <p className={rows["meta"]}>{says(now)}</p>}
      {earlier.length > 0 && (
        <details>
          <summary>{t("settings.policy.earlier")}</summary>
          <ul className={rows["rows"]}>
            {earlier.map((version) => (
              <li key={version.version}>
                <div className={rows["row"]}>
                  <p className={rows["meta"]}>{says(version)}</p>
                  <Acts>
                    {!isOff && (
                      <ActButton size="small" icon="undo" onClick={() => onBringBack(version)}>
                        {t("settings.policy.bringBack")}
                      </ActButton>
                    )}
                  </Acts>
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
