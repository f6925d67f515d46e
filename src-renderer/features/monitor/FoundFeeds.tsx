import type { FeedChoice } from "../../../src-main/contract/methods/discovery.ts";
import type { Network } from "../../../src-main/contract/values.ts";
import { useNow } from "../../lib/now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./FoundFeeds.module.css";
import { networks } from "./SourceForm.tsx";

/** A found feed as it would be added. */
export type Pick = { readonly isTicked: boolean; readonly name: string; readonly network: Network };

type FoundFeedsProps = {
  choices: readonly FeedChoice[];
  pickOf: (choice: FeedChoice) => Pick;
  onPick: (choice: FeedChoice, change: Partial<Pick>) => void;
};

/** The feeds that were found: title and newest entries as plain text, to be ticked and named. */
export function FoundFeeds({ choices, pickOf, onPick }: FoundFeedsProps) {
  return (
    <ul className={styles["found"]}>
      {choices.map((choice) => (
        <li key={choice.url} className={styles["feed"]}>
          <FoundFeed choice={choice} pick={pickOf(choice)} onPick={(change) => onPick(choice, change)} />
        </li>
      ))}
    </ul>
  );
}

type FoundFeedProps = { choice: FeedChoice; pick: Pick; onPick: (change: Partial<Pick>) => void };

function FoundFeed({ choice, pick, onPick }: FoundFeedProps) {
  const { t } = useWords();
  const name = choice.title ?? choice.url;
  const offered = (networks as readonly Network[]).includes(pick.network) ? networks : [...networks, pick.network];
  return (
    <>
      {choice.already === null ? (
        <TickField
          label={t("monitor.add.take", { name })}
          help={t("monitor.add.items", { count: choice.itemCount })}
          isOn={pick.isTicked}
          onChange={(isTicked) => onPick({ isTicked })}
        />
      ) : (
        <p>
          <b>{name}</b> <span className={styles["count"]}>{t("monitor.add.already", { name: choice.already })}</span>
        </p>
      )}
      <p className={styles["count"]}>{choice.url}</p>
      <Latest choice={choice} name={name} />
      {pick.isTicked && (
        <div className={styles["settings"]}>
          <TextField
            label={t("monitor.source.name")}
            maxLength={120}
            value={pick.name}
            onChange={(written) => onPick({ name: written })}
          />
          <PickField
            label={t("monitor.source.network")}
            value={pick.network}
            options={offered.map((value) => ({ value, says: t(`network.${value}`) }))}
            onChange={(network) => onPick({ network })}
          />
        </div>
      )}
    </>
  );
}

function Latest({ choice, name }: { choice: FeedChoice; name: string }) {
  const { t } = useWords();
  const { age } = useFormat();
  const now = useNow(60_000);
  return (
    <ul className={styles["items"]} aria-label={t("monitor.add.newest", { name })}>
      {choice.latest.map((entry, index) => (
        <li key={index}>
          <span className="clip">{entry.title}</span>
          <span className={styles["age"]}>{entry.publishedAt === null ? "–" : age(now - entry.publishedAt)}</span>
        </li>
      ))}
    </ul>
  );
}
