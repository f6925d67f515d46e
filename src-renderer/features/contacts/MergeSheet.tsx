import { useState } from "react";
import type { Contact, MergeField, MergePreview } from "../../../src-main/contract/methods/contacts.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Segments } from "../../ui/Segments.tsx";
import work from "../../ui/WorkSheet.module.css";
import { secondLine } from "./ContactLine.tsx";
import styles from "./contacts.module.css";
import { PickOther } from "./PickOther.tsx";
import { Card } from "./ProfileCards.tsx";
import { type Kept, useMergeActs } from "./use-merge-acts.ts";

type MergeSheetProps = {
  contact: Contact;
  otherId: string | null;
  onBack: () => void;
  /** With the id of the survivor. */
  onDone: (id: string) => void;
  onShow: (next: { contact: string; do: string }) => void;
};

/** Two contacts side by side: who stays, whose words win, what moves. */
export function MergeSheet({ contact, otherId, onBack, onDone, onShow }: MergeSheetProps) {
  const { t } = useWords();
  return (
    <section
      className={work["work"]}
      aria-label={t("contacts.merge.title")}
      onKeyDown={(event) => event.key === "Escape" && !event.nativeEvent.isComposing && onBack()}
    >
      <header className={work["bar"]}>
        <h2 className="clip">{t("contacts.merge.with", { name: contact.name })}</h2>
        <span className="grow" />
        <ActButton size="small" look="ghost" ownKeys="Escape" onClick={onBack}>
          {t("contacts.cancel")}
        </ActButton>
      </header>
      {otherId === null ? (
        <PickOther contact={contact} onPick={(id) => onShow({ contact: contact.id, do: `merge-${id}` })} />
      ) : (
        <Comparison key={otherId} contactId={contact.id} otherId={otherId} onDone={onDone} />
      )}
    </section>
  );
}

type Sides = { contactId: string; otherId: string; onDone: (id: string) => void };

function Comparison({ contactId, otherId, onDone }: Sides) {
  const { t } = useWords();
  const [isTurned, setTurned] = useState(false);
  const input = isTurned ? { survivorId: otherId, mergedId: contactId } : { survivorId: contactId, mergedId: otherId };
  const { data, error, refetch } = useEngine("contacts.previewMerge", input, { keepPrevious: true });
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const [mine, theirs] = isTurned ? [data.merged, data.survivor] : [data.survivor, data.merged];
  return (
    <>
      <div className={work["sheet"]}>
        <Card title={t("contacts.merge.stays")}>
          <Segments
            label={t("contacts.merge.stays")}
            value={isTurned ? "other" : "this"}
            options={[
              { value: "this", says: mine.name },
              { value: "other", says: theirs.name },
            ]}
            onChange={(value) => setTurned(value === "other")}
          />
          <div className={styles["pair"]}>
            {[mine, theirs].map((row) => (
              <div key={row.id} className={styles["one"]}>
                <b dir="auto">{row.name}</b>
                <span className={styles["quiet"]} dir="auto">
                  {secondLine(row)}
                </span>
                <span>{t(row.id === data.survivor.id ? "contacts.merge.survivor" : "contacts.merge.merged")}</span>
              </div>
            ))}
          </div>
        </Card>
        <Reasons preview={data} />
        <Decide key={data.survivor.id} preview={data} onDone={onDone} />
      </div>
    </>
  );
}

function Reasons({ preview: { reasons } }: { preview: MergePreview }) {
  const { t, say } = useWords();
  return (
    <Card title={t("contacts.merge.why")}>
      {reasons.length === 0 && <p className={styles["quiet"]}>{t("contacts.merge.noReason")}</p>}
      {reasons.map((reason) => (
        <p key={reason.code}>{say(reason)}</p>
      ))}
    </Card>
  );
}

function Decide({ preview, onDone }: { preview: MergePreview; onDone: (id: string) => void }) {
  const { t } = useWords();
  const acts = useMergeActs();
  const [keep, setKeep] = useState<Kept>({});
  const { survivor, merged, conflicts } = preview;
  const shown = (field: MergeField, value: string) =>
    field === "kind" ? t(`contacts.kinds.${value as MergePreview["survivor"]["kind"]}`) : value;
  async function merge(): Promise<void> {
    const done = await acts.merge({ survivor, merged, keep });
    if (done) onDone(done.id);
  }
  return (
    <>
      {conflicts.length > 0 && (
        <Card title={t("contacts.merge.conflicts")}>
          {conflicts.map((conflict) => (
            <div key={conflict.field} className={styles["line"]}>
              <span className={styles["quiet"]}>{t(`contacts.mergeField.${conflict.field}`)}</span>
              <Segments
                label={t(`contacts.mergeField.${conflict.field}`)}
                value={keep[conflict.field] ?? "survivor"}
                options={[
                  { value: "survivor", says: shown(conflict.field, conflict.survivor) },
                  { value: "merged", says: shown(conflict.field, conflict.merged) },
                ]}
                onChange={(side) => setKeep({ ...keep, [conflict.field]: side })}
              />
            </div>
          ))}
        </Card>
      )}
      <Gets preview={preview} />
      <div className={styles["acts"]}>
        <ActButton look="primary" onClick={() => void merge()}>
          {t("contacts.merge.do", { name: merged.name, into: survivor.name })}
        </ActButton>
        <span className={styles["quiet"]}>{t("contacts.merge.undoable")}</span>
      </div>
    </>
  );
}

/** What the survivor gets; nothing of either is lost. */
function Gets({ preview: { survivor, gets } }: { preview: MergePreview }) {
  const { t } = useWords();
  const { list, number } = useFormat();
  const words = [
    ...gets.handles.map(({ handle }) => handle),
    ...gets.phones,
    ...gets.emails,
    ...(gets.cases > 0 ? [t("contacts.merge.cases", { count: gets.cases, shown: number(gets.cases) })] : []),
    ...(gets.notes > 0 ? [t("contacts.merge.notes", { count: gets.notes, shown: number(gets.notes) })] : []),
  ];
  return (
    <Card title={t("contacts.merge.gets", { name: survivor.name })}>
      <p dir="auto">{words.length === 0 ? t("contacts.merge.nothing") : list(words)}</p>
    </Card>
  );
}
