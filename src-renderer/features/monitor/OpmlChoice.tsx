import { useState } from "react";
import type { OpmlEntry, OpmlPreview } from "../../../src-main/contract/methods/opml.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { OpmlEntries } from "./OpmlEntries.tsx";
import styles from "./OpmlPanel.module.css";
import { useDepartments } from "./use-departments.ts";
import { type Checks, newOnes, type Opml } from "./use-opml.ts";

const filters = ["all", "new", "dead", "old", "bad"] as const;
type Filter = (typeof filters)[number];

/** What a list holds: which of its feeds answer, which are ticked, and the act that adds those. */
export function OpmlChoice({ opml, preview }: { opml: Opml; preview: OpmlPreview }) {
  const { t } = useWords();
  const { number } = useFormat();
  const [filter, setFilter] = useState<Filter>("all");
  const { entries, title, isCut } = preview;
  const { checks } = opml.checking;
  const shown = entries.filter((entry) => isOfKind(entry, filter, checks));
  const count = { count: entries.length, shown: number(entries.length) };
  return (
    <>
      <p role="status">
        <b>{title === null ? t("opml.feeds", count) : t("opml.feedsIn", { ...count, title })}</b>
      </p>
      {isCut && <FieldError says={t("opml.isCut")} />}
      <Checking opml={opml} entries={entries} />
      <Adding opml={opml} />
      <div className={styles["tools"]}>
        <PickField
          label={t("opml.show")}
          value={filter}
          options={filters.map((value) => ({
            value,
            says: t(`opml.filter.${value}`, {
              count: number(entries.filter((entry) => isOfKind(entry, value, checks)).length),
            }),
          }))}
          onChange={setFilter}
        />
        <ActButton onClick={() => opml.chooseNew(entries)}>{t("opml.chooseAll")}</ActButton>
        <ActButton look="ghost" onClick={opml.chooseNone}>
          {t("opml.chooseNone")}
        </ActButton>
      </div>
      <OpmlEntries key={filter} entries={shown} checks={checks} ticks={opml.ticks} onTick={opml.tick} />
    </>
  );
}

function isOfKind({ state, url }: OpmlEntry, filter: Filter, checks: Checks): boolean {
  if (filter === "all") return true;
  if (filter === "bad") return state === "bad-address";
  if (filter === "old") return state === "already" || state === "twice";
  const isDead = checks.get(url)?.state === "dead";
  return state === "new" && (filter === "new" || isDead);
}

/** How far the addresses were asked, and what they said. */
function Checking({ opml: { checking }, entries }: { opml: Opml; entries: readonly OpmlEntry[] }) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const fresh = newOnes(entries);
  const asked = fresh.flatMap(({ url }) => checking.checks.get(url) ?? []);
  const of = (state: string) => number(asked.filter((check) => check.state === state).length);
  const open = fresh.filter(({ url }) => (checking.checks.get(url)?.state ?? "unasked") === "unasked");
  if (fresh.length === 0) return null;
  return (
    <div className={styles["checking"]}>
      {checking.isOn && (
        <>
          <progress max={fresh.length} value={asked.length} aria-label={t("opml.checkingLabel")} />
          <span>{t("opml.checking", { done: number(asked.length), all: number(fresh.length) })}</span>
          <ActButton size="small" onClick={checking.stop}>
            {t("opml.stop")}
          </ActButton>
        </>
      )}
      {!checking.isOn && (
        <p role="status">
          {asked.length > 0 &&
            t("opml.checked", {
              alive: of("alive"),
              dead: of("dead"),
              unasked: number(open.length),
            })}
        </p>
      )}
      {!checking.isOn && open.length > 0 && (
        <ActButton size="small" onClick={() => void checking.start(open)}>
          {t("opml.goOn")}
        </ActButton>
      )}
      {checking.fault && <FieldError says={sayError(checking.fault)} />}
    </div>
  );
}

function Adding({ opml }: { opml: Opml }) {
  const { t } = useWords();
  const { number } = useFormat();
  const [everything, setEverything] = useState(false);
  const [allowPrivate, setAllowPrivate] = useState(false);
  const [department, setDepartment] = useState("");
  const departments = useDepartments();
  const { listed, ticks, isBusy, add } = opml;
  const wantsInside = listed?.preview.entries.some(({ key, isPrivate }) => isPrivate && ticks.has(key)) ?? false;
  const offBecause = isBusy ? t("opml.adding") : ticks.size === 0 ? t("opml.chooseFirst") : undefined;
  return (
    <form
      className={styles["adding"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (!offBecause) void add({ everything, allowPrivate, department: department === "" ? null : department });
      }}
    >
      {departments.length > 0 && (
        <PickField
          label={t("opml.department")}
          help={t("opml.departmentHelp")}
          value={department}
          options={[
            { value: "", says: t("monitor.source.noDepartment") },
            ...departments.map((value) => ({ value, says: value })),
          ]}
          onChange={setDepartment}
        />
      )}
      <TickField
        label={t("opml.everything")}
        help={t("opml.everythingHelp")}
        isOn={everything}
        onChange={setEverything}
      />
      {wantsInside && (
        <TickField
          label={t("opml.allowPrivate")}
          help={t("opml.allowPrivateHelp")}
          isOn={allowPrivate}
          onChange={setAllowPrivate}
        />
      )}
      <div>
        <ActButton submit look="primary" offBecause={offBecause} aria-busy={isBusy}>
          {isBusy ? t("opml.adding") : t("opml.add", { count: ticks.size, shown: number(ticks.size) })}
        </ActButton>
      </div>
    </form>
  );
}
