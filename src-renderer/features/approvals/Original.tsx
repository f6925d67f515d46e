import type { Ref } from "react";
import type { ApprovalCard } from "../../../src-main/contract/methods/replies.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { isWebAddress } from "../../lib/web-address.ts";
import { useWords } from "../../lib/words.ts";
import { Face } from "../../ui/Face.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { Marked } from "../../ui/Marked.tsx";
import { MentionHead } from "../../ui/MentionHead.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import styles from "./Original.module.css";

const icons = { mention: "forum", reply: "send", note: "note" } as const satisfies Record<string, IconName>;
const SHOWN = 3;

/** What we answer to, in full, and what was between us before. */
export function Original({
  card: { original, story, reply },
  linkRef,
}: {
  card: ApprovalCard;
  linkRef: Ref<HTMLAnchorElement>;
}) {
  const { t } = useWords();
  return (
    <section className={styles["card"]} aria-label={t("triage.original")}>
      <div className={styles["said"]}>
        <MentionHead mention={original} />
        {original.title && (
          <h3 className={styles["title"]}>
            <Marked text={original.title} field="title" marks={original.marks} />
          </h3>
        )}
        <p className={styles["text"]} dir="auto" lang={original.lang ?? undefined}>
          <Marked text={original.text} field="text" marks={original.marks} />
        </p>
        <div className={styles["foot"]}>
          <Face sentiment={original.sentiment} />
          <OutsideLink ref={linkRef} url={original.url ?? story.url} keys="v">
            {t("triage.original")}
          </OutsideLink>
          {isWebAddress(reply.placeUrl) && (
            <OutsideLink url={reply.placeUrl}>
              {t("case.facts.place", { host: new URL(reply.placeUrl).hostname })}
            </OutsideLink>
          )}
        </div>
      </div>
      <LastWithUs storyId={story.id} />
    </section>
  );
}

function LastWithUs({ storyId }: { storyId: string }) {
  const { t } = useWords();
  const { date } = useFormat();
  const { data: detail } = useEngine("cases.get", { storyId });
  if (!detail) return null;
  const past = (detail.contact?.history ?? []).filter((entry) => entry.storyId !== storyId).slice(0, SHOWN);
  return (
    <div className={styles["last"]}>
      <h3>{t("approvals.lastWithUs")}</h3>
      {past.length === 0 && <p>{t("approvals.nothingWithUs")}</p>}
      <ul>
        {past.map(({ at, kind, text, storyId: id }) => (
          <li key={`${at} ${id} ${kind}`}>
            <Icon name={icons[kind]} size={14} />
            <span>{date(at)}</span>
            <span className="clip">{text}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
