import { type FormEvent, useState } from "react";
import type { SourceSettings } from "../../../src-main/contract/methods/source-settings.ts";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { Network } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { changeOf, draftFault, draftOf } from "./source-draft.ts";
import type { DraftProps, SourceDraft } from "./source-draft.ts";
import styles from "./SourceForm.module.css";
import { SourceRetention } from "./SourceRetention.tsx";
import { SourceSignIn } from "./SourceSignIn.tsx";

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
const intervals: readonly number[] = [15, 30, 60, 120, 240, 480, 720, 1440];

/** What a person may set about a source. */
export function SourceForm({ source, mayEdit }: { source: SourceRow; mayEdit: boolean }) {
  const { data, error, refetch } = useEngine("sources.settings", { id: source.id });
  // What is known of an older version would be written over the newer one.
  if (data?.version !== source.version)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return <LoadedForm source={source} settings={data} mayEdit={mayEdit} />;
}

function LoadedForm({ source, settings, mayEdit }: { source: SourceRow; settings: SourceSettings; mayEdit: boolean }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const update = useCommand("sources.update");
  const [saved] = useState(() => draftOf(source, settings));
  const [draft, setDraft] = useState(saved);
  const change = (next: Partial<SourceDraft>) => setDraft((before) => ({ ...before, ...next }));
  const fault = draftFault(draft, saved);
  const offBecause = !mayEdit ? t("refusal.not-allowed") : fault ? t(fault) : undefined;
  function save(event: FormEvent) {
    event.preventDefault();
    if (offBecause) return;
    update.mutate(changeOf(source, draft, saved), {
      onSuccess: ({ name }) => acts.did({ says: t("monitor.source.saved", { name }) }),
    });
  }
  const isFeed = source.kind === "feed";
  const isMentions = source.account !== null && source.account.words === null;
  return (
    <form className={styles["form"]} onSubmit={save} aria-label={t("monitor.source.settings")}>
      <Naming {...{ draft, change, settings, isFeed }} />
      <Habits {...{ draft, change, settings, isFeed, isMentions }} isRead={isFeed || source.account !== null} />
      <SourceRetention id={source.id} draft={draft} change={change} />
      {isFeed && <SourceSignIn {...{ draft, change, settings }} />}
      {update.error && <FieldError says={sayError(update.error)} />}
      <div>
        <ActButton submit look="primary" offBecause={offBecause} aria-busy={update.isPending}>
          {t("monitor.source.save")}
        </ActButton>
      </div>
    </form>
  );
}

/** What it is called, where it is, what it is, and whose. */
function Naming({ draft, change, settings, isFeed }: DraftProps & { isFeed: boolean }) {
  const { t } = useWords();
  const offered: readonly Network[] = (networks as readonly Network[]).includes(draft.network)
    ? networks
    : [...networks, draft.network];
  const departments = [...new Set([...settings.departments, ...(draft.department === null ? [] : [draft.department])])];
  return (
    <>
      <TextField
        label={t("monitor.source.name")}
        maxLength={120}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      {isFeed && (
        <TextField
          inputMode="url"
          label={t("monitor.source.address")}
          help={t("monitor.source.addressHelp")}
          maxLength={2000}
          value={draft.url}
          onChange={(url) => change({ url })}
        />
      )}
      <div className={styles["pair"]}>
        <PickField
          label={t("monitor.source.network")}
          value={draft.network}
          options={offered.map((value) => ({ value, says: t(`network.${value}`) }))}
          onChange={(network) => change({ network })}
        />
        <PickField
          label={t("monitor.source.department")}
          value={draft.department ?? ""}
          options={[
            { value: "", says: t("monitor.source.noDepartment") },
            ...departments.map((value) => ({ value, says: value })),
          ]}
          onChange={(department) => change({ department: department === "" ? null : department })}
        />
      </div>
      <p className={styles["help"]}>{t("monitor.source.departmentHelp")}</p>
    </>
  );
}

/** How often it is read, and what counts. */
function Habits({
  draft,
  change,
  settings: { interval },
  isFeed,
  isRead,
  isMentions,
}: DraftProps & { isFeed: boolean; isRead: boolean; isMentions: boolean }) {
  const { t } = useWords();
  const { minutes } = useFormat();
  const span = (count: number) => minutes(count * 60_000);
  const chosen = draft.intervalMinutes;
  const offered = chosen === null || intervals.includes(chosen) ? intervals : [...intervals, chosen];
  const says = [
    t("monitor.source.intervalNow", { now: span(interval.now) }),
    ...(interval.asked === null ? [] : [t("monitor.source.intervalAsked", { asked: span(interval.asked) })]),
    t("monitor.source.intervalFloor", { floor: span(interval.floor) }),
  ];
  return (
    <>
      {isRead && (
        <PickField
          label={t("monitor.source.interval")}
          help={says.join(" ")}
          value={chosen === null ? "" : String(chosen)}
          options={[
            { value: "", says: t("monitor.source.automatic") },
            ...offered.map((count) => ({ value: String(count), says: span(count) })),
          ]}
          onChange={(value) => change({ intervalMinutes: value === "" ? null : Number(value) })}
        />
      )}
      {!isMentions && (
        <TickField
          label={t("monitor.source.everything")}
          help={t("monitor.source.everythingHelp")}
          isOn={draft.everything}
          onChange={(everything) => change({ everything })}
        />
      )}
      {isFeed && (
        <TickField
          label={t("monitor.source.private")}
          help={t("monitor.source.privateHelp")}
          isOn={draft.allowPrivate}
          onChange={(allowPrivate) => change({ allowPrivate })}
        />
      )}
    </>
  );
}
