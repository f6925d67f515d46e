import { Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { Network } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { useCommand } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./SourceForm.module.css";

export const networks = [
  "news",
  "blog",
  "forum",
  "reviews",
  "mastodon",
  "bluesky",
  "reddit",
  "youtube",
  "podcast",
  "microblog",
  "video",
  "other",
] as const satisfies readonly Network[];
const intervals = [15, 30, 60, 120, 240, 480, 720, 1440];

type Draft = Pick<SourceRow, "name" | "network" | "intervalMinutes" | "everything" | "allowPrivate">;

/** What a person may set about a source. */
export function SourceForm({ source, mayEdit }: { source: SourceRow; mayEdit: boolean }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const update = useCommand("sources.update");
  const { name, network, intervalMinutes, everything, allowPrivate } = source;
  const saved: Draft = { name, network, intervalMinutes, everything, allowPrivate };
  const [draft, setDraft] = useState(saved);
  const change = (next: Partial<Draft>) => setDraft((before) => ({ ...before, ...next }));
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);
  function save(event: FormEvent) {
    event.preventDefault();
    update.mutate(
      { ...draft, name: draft.name.trim(), id: source.id, version: source.version },
      { onSuccess: () => acts.did({ says: t("monitor.source.saved", { name: draft.name }) }) },
    );
  }
  const offBecause = !mayEdit
    ? t("refusal.not-allowed")
    : draft.name.trim() === ""
      ? t("monitor.source.nameFirst")
      : isChanged
        ? undefined
        : t("monitor.watch.noChange");
  return (
    <form className={styles["form"]} onSubmit={save} aria-label={t("monitor.source.settings")}>
      <Fields draft={draft} change={change} />
      {update.error && (
        <p role="alert" className={styles["refusal"]}>
          {sayError(update.error)}
        </p>
      )}
      <div>
        <ActButton submit look="primary" offBecause={offBecause}>
          {t("monitor.source.save")}
        </ActButton>
      </div>
    </form>
  );
}

function Fields({ draft, change }: { draft: Draft; change: (next: Partial<Draft>) => void }) {
  const { t } = useWords();
  const { minutes } = useFormat();
  const everyMinutes =
    draft.intervalMinutes !== null && !intervals.includes(draft.intervalMinutes)
      ? [...intervals, draft.intervalMinutes]
      : intervals;
  return (
    <>
      <TextInput
        size="sm"
        label={t("monitor.source.name")}
        maxLength={120}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div className={styles["pair"]}>
        <NetworkSelect value={draft.network} onChange={(next) => change({ network: next })} />
        <NativeSelect
          size="sm"
          label={t("monitor.source.interval")}
          value={draft.intervalMinutes ?? ""}
          onChange={(event) =>
            change({ intervalMinutes: event.currentTarget.value === "" ? null : Number(event.currentTarget.value) })
          }
          data={[
            { value: "", label: t("monitor.source.automatic") },
            ...everyMinutes.map((every) => ({ value: String(every), label: minutes(every * 60_000) })),
          ]}
        />
      </div>
      <Checkbox
        size="sm"
        label={t("monitor.source.everything")}
        description={t("monitor.source.everythingHelp")}
        checked={draft.everything}
        onChange={(event) => change({ everything: event.currentTarget.checked })}
      />
      <Checkbox
        size="sm"
        label={t("monitor.source.private")}
        description={t("monitor.source.privateHelp")}
        checked={draft.allowPrivate}
        onChange={(event) => change({ allowPrivate: event.currentTarget.checked })}
      />
    </>
  );
}

/** The kind of place that a source is. A source that is a person's calls or letters is not polled, so those are not offered. */
export function NetworkSelect({ value, onChange }: { value: Network; onChange: (network: Network) => void }) {
  const { t } = useWords();
  const offered: readonly Network[] = (networks as readonly Network[]).includes(value)
    ? networks
    : [...networks, value];
  return (
    <NativeSelect
      size="sm"
      label={t("monitor.source.network")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Network)}
      data={offered.map((network) => ({ value: network, label: t(`network.${network}`) }))}
    />
  );
}
