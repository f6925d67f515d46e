import { type FormEvent, useState } from "react";
import type { LabelTone } from "../../../src-main/contract/methods/labels.ts";
import { useActs } from "../../lib/acts.tsx";
import { type Output, reasonOf } from "../../lib/engine.ts";
import { sendCommand, useEngine, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Acts, Card, Columns } from "../../ui/Card.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";
import { useOffBecause } from "../../lib/use-may.ts";

type Label = Output<"labels.list">["labels"][number];

const tones = ["plain", "blue", "teal", "amber", "violet", "rose"] as const satisfies readonly LabelTone[];

/** All labels: how many mentions carry each, which rules give it; another name, one label out of two, or none. */
export function LabelsCard() {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("labels.list", {});
  const [editing, setEditing] = useState<string | null>(null);
  const off = useOffBecause(["lead", "admin"]);
  return (
    <Card id="queue-labels" title={t("queue.labels.title")} help={t("queue.labels.help")}>
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.labels.length === 0 && <p className={styles["none"]}>{t("queue.labels.none")}</p>}
      <ul className={styles["rows"]}>
        {data?.labels.map((label) => (
          <li key={label.name}>
            {editing === label.name ? (
              <LabelForm label={label} onDone={() => setEditing(null)} />
            ) : (
              <LabelRow
                label={label}
                isCapped={label.stories >= data.cappedAt}
                off={off}
                onEdit={() => setEditing(label.name)}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

type LabelRowProps = { label: Label; isCapped: boolean; off: string | undefined; onEdit: () => void };

function LabelRow({ label, isCapped, off, onEdit }: LabelRowProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const { name, stories, rules } = label;
  const removing = useAct("labels.remove", ["labels.list"]);
  const { takenBack } = useTakeBack();
  const shown = isCapped ? t("triage.capped", { count: number(stories) }) : number(stories);
  async function remove(): Promise<void> {
    const removed = await removing.run({ name });
    if (removed) takenBack({ says: t("queue.labels.removed", { name }), batchId: removed.batchId });
  }
  return (
    <div className={styles["row"]}>
      <div className={styles["what"]}>
        <LabelMark label={label} />
        <p className={styles["meta"]}>
          {t("queue.labels.carried", { count: stories, shown })}
          {rules.length > 0 && ` ${t("queue.labels.rules", { rules: rules.join(", ") })}`}
        </p>
        {removing.trouble && <TroubleOf error={removing.trouble} />}
      </div>
      <Acts>
        <ActButton size="small" offBecause={off} aria-label={t("queue.labels.editOf", { name })} onClick={onEdit}>
          {t("queue.labels.edit")}
        </ActButton>
        <ActButton
          size="small"
          look="ghost"
          offBecause={off}
          aria-label={t("queue.labels.removeOf", { name })}
          onClick={() => void remove()}
        >
          {t("queue.labels.remove")}
        </ActButton>
      </Acts>
    </div>
  );
}

function LabelForm({ label, onDone }: { label: Label; onDone: () => void }) {
  const { t } = useWords();
  const { data } = useEngine("labels.list", {});
  const [name, setName] = useState(label.name);
  const [tone, setTone] = useState<LabelTone>(label.tone);
  const changing = useAct("labels.change", ["labels.list"]);
  const { takenBack } = useTakeBack();
  const to = name.trim();
  const other = data?.labels.find((one) => one.name !== label.name && one.name.toLowerCase() === to.toLowerCase());
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (to === "" || changing.isBusy) return;
    const changed = await changing.run({ name: label.name, to, ...(other ? {} : { tone }) });
    if (!changed) return;
    const says = other
      ? t("queue.labels.merged", { name: label.name, into: other.name })
      : t("queue.labels.changed", { name: to });
    takenBack({ says, batchId: changed.batchId });
    onDone();
  }
  return (
    <form
      className={styles["form"]}
      aria-label={t("settings.editOf", { name: label.name })}
      onSubmit={(event) => void save(event)}
    >
      <Columns>
        <TextField
          label={t("queue.labels.name")}
          help={other && t("queue.labels.merges", { name: other.name })}
          required
          maxLength={60}
          value={name}
          onChange={setName}
        />
        <PickField
          label={t("queue.labels.tone")}
          disabled={other !== undefined}
          value={tone}
          options={tones.map((value) => ({ value, says: t(`queue.tone.${value}`) }))}
          onChange={setTone}
        />
      </Columns>
      {changing.trouble && <TroubleOf error={changing.trouble} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={changing.isBusy}>
          {other ? t("queue.labels.merge") : t("settings.save")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}

function TroubleOf({ error }: { error: Parameters<ReturnType<typeof useWords>["sayError"]>[0] }) {
  const { sayError } = useWords();
  return <FieldError says={sayError(error)} />;
}

/** Says what was done to labels and offers to take it back. */
function useTakeBack() {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  return {
    takenBack: ({ says, batchId }: { says: string; batchId: string }) =>
      acts.did({
        says,
        undo: async () => {
          try {
            await sendCommand({ link, name: "labels.undo", input: { batchId } });
            acts.did({ says: t("status.undone") });
          } catch (error) {
            acts.failed(sayError(reasonOf(error)));
          }
        },
      }),
  };
}
