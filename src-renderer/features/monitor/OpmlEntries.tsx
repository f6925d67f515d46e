import { useState } from "react";
import type { OpmlCheck, OpmlEntry } from "../../../src-main/contract/methods/opml.ts";
import { useNow } from "../../lib/now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./OpmlPanel.module.css";
import type { Checks } from "./use-opml.ts";

/** More at once would make the way through them by keyboard too long. */
const pageSize = 100;

type OpmlEntriesProps = {
  entries: readonly OpmlEntry[];
  checks: Checks;
  ticks: ReadonlySet<number>;
  onTick: (key: number, isOn: boolean) => void;
};

/** The feeds of a list: where each is, in which folder, and whether it is new and answers. */
export function OpmlEntries({ entries, checks, ticks, onTick }: OpmlEntriesProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const [most, setMost] = useState(pageSize);
  const more = Math.min(entries.length - most, pageSize);
  if (entries.length === 0) return <p className={styles["help"]}>{t("opml.noneOfKind")}</p>;
  return (
    <>
      <ul className={styles["entries"]} aria-label={t("opml.list")}>
        {entries.slice(0, most).map((entry) => (
          <li key={entry.key}>
            <Entry
              entry={entry}
              check={checks.get(entry.url)}
              isTicked={ticks.has(entry.key)}
              onTick={(isOn) => onTick(entry.key, isOn)}
            />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <div>
          <ActButton size="small" onClick={() => setMost(most + pageSize)}>
            {t("opml.more", { count: number(more) })}
          </ActButton>
        </div>
      )}
    </>
  );
}

type EntryProps = {
  entry: OpmlEntry;
  check: OpmlCheck | undefined;
  isTicked: boolean;
  onTick: (isOn: boolean) => void;
};

function Entry({ entry, check, isTicked, onTick }: EntryProps) {
  const { t } = useWords();
  const { name, url, folder, network, state } = entry;
  const place = [...(folder === null ? [] : [folder]), t(`network.${network}`)].join(" · ");
  return (
    <>
      <span className={styles["name"]} dir="auto">
        {state === "new" ? <TickField label={name} isOn={isTicked} onChange={onTick} /> : <span>{name}</span>}
      </span>
      <span className={styles["address"]}>{url}</span>
      <span className={styles["place"]}>
        <span>{place}</span>
        <State entry={entry} check={check} />
      </span>
    </>
  );
}

function State({ entry: { state, sameAs }, check }: Pick<EntryProps, "entry" | "check">) {
  const { t, say } = useWords();
  const { age } = useFormat();
  const now = useNow(60_000);
  if (state !== "new") return <span>{t(`opml.state.${state}`, { name: sameAs ?? "" })}</span>;
  if (check?.state === "dead")
    return (
      <span className={styles["dead"]}>
        <Icon name="stop" size={13} />
        {check.says && say(check.says)}
      </span>
    );
  if (check?.state === "alive")
    return (
      <span>
        {check.newestAt === null ? t("opml.aliveEmpty") : t("opml.alive", { age: age(now - check.newestAt) })}
      </span>
    );
  return <span>{check?.says ? say(check.says) : t("opml.notChecked")}</span>;
}
