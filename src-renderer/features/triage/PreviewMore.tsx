import type { ReactNode } from "react";
import type { Output } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import type { ListedRow } from "./list-state.ts";
import styles from "./Preview.module.css";

const historyIcons = { mention: "forum", reply: "send", note: "note" } as const satisfies Record<string, IconName>;
const SHOWN = 3;

/** What belongs to the row: the person's history, the other copies, the script that fits. */
export function PreviewMore({
  row,
  detail,
  openCase,
}: {
  row: ListedRow;
  detail: Output<"cases.get">;
  openCase: () => void;
}) {
  const { t } = useWords();
  const { date, moment } = useFormat();
  const past = (detail.contact?.history ?? []).filter((moment) => moment.storyId !== row.id);
  const copies = detail.mentions.filter((mention) => mention.url !== row.url || mention.source !== row.source);
  return (
    <>
      {past.length > 0 && (
        <Part title={t("triage.known")} end={<OpenCase says={t("triage.history")} onOpen={openCase} />}>
          <ul className={styles["lines"]}>
            {past.slice(0, SHOWN).map(({ at, kind, text }) => (
              <li key={`${at} ${text}`}>
                <Icon name={historyIcons[kind]} size={14} />
                <span className="clip">{text}</span>
                <span>{date(at)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {copies.length > 0 && (
        <Part
          title={t("triage.sameStory")}
          end={<OpenCase says={t("triage.sameStoryCount", { count: row.copies })} onOpen={openCase} />}
        >
          <ul className={styles["lines"]}>
            {copies.slice(0, SHOWN).map((mention) => (
              <li key={mention.id}>
                <NetworkIcon network={mention.network} size={14} />
                <span className="clip">{mention.title ?? mention.text}</span>
                <span>{moment(mention.publishedAt)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {detail.suggestedScript && <Suggested id={detail.suggestedScript} />}
    </>
  );
}

function Suggested({ id }: { id: string }) {
  const { t } = useWords();
  const { data: scripts } = useEngine("playbook.list", {});
  const script = scripts?.find((one) => one.id === id);
  if (!script) return null;
  return (
    <Part title={t("triage.suggested")} end={<KeyHint keys="r" />}>
      <p className={styles["script"]}>
        <Icon name="script" size={14} />
        <span className="clip">{script.name}</span>
        <span className="grow" />
        <span className={styles["faint"]}>{t("triage.uses", { version: script.version, count: script.uses })}</span>
      </p>
    </Part>
  );
}

function OpenCase({ says, onOpen }: { says: string; onOpen: () => void }) {
  return (
    <button type="button" className={styles["link"]} onClick={onOpen}>
      {says}
    </button>
  );
}

function Part({ title, end, children }: { title: string; end: ReactNode; children: ReactNode }) {
  return (
    <section className={styles["part"]}>
      <h3>
        {title}
        <span className="grow" />
        {end}
      </h3>
      {children}
    </section>
  );
}
