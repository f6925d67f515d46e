import { useQueryClient } from "@tanstack/react-query";
import { Link } from "wouter";
import type { ClaimNotice } from "../../src-main/contract/methods/claims.ts";
import { useMe } from "../lib/session.ts";
import { useEngine, useLink } from "../lib/use-engine.tsx";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./ClaimNotices.module.css";

const SHOWN = 3;

/** What one is told about one's own cases: who took one over and why, who gave one. It stays until it is put away. */
export function ClaimNotices() {
  const { t } = useWords();
  const link = useLink();
  const client = useQueryClient();
  const { data: notices } = useEngine("claims.notices", {});
  if (!notices || notices.length === 0) return null;
  async function putAway(ids: string[]): Promise<void> {
    // One that could not be put away is shown again.
    await link.call("claims.seen", { ids }).catch(() => undefined);
    await client.invalidateQueries({ queryKey: ["claims.notices"] });
  }
  const more = notices.length - SHOWN;
  return (
    <ul className={styles["notices"]} aria-label={t("together.notice.label")}>
      {notices.slice(0, SHOWN).map((notice) => (
        <li key={notice.id} role="status">
          <Notice notice={notice} onSeen={() => void putAway([notice.id])} />
        </li>
      ))}
      {more > 0 && <li className={styles["more"]}>{t("together.notice.more", { count: more })}</li>}
    </ul>
  );
}

function Notice({ notice, onSeen }: { notice: ClaimNotice; onSeen: () => void }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const me = useMe();
  const { kind, by, to, title, cases: count, reason, at, storyId } = notice;
  function says(): string {
    if (kind === "given") return t("together.notice.given", { by: by.name, title, count });
    if (to === null) return t("together.notice.released", { by: by.name, title, count });
    return to.id === by.id || to.id === me?.id
      ? t("together.notice.taken", { by: by.name, title, count })
      : t("together.notice.movedOn", { by: by.name, to: to.name, title, count });
  }
  return (
    <>
      <Icon name="contacts" size={14} />
      <span>{says()}</span>
      {reason !== "" && <q className={styles["reason"]}>{reason}</q>}
      <span className={styles["time"]}>{moment(at)}</span>
      <span className="grow" />
      <Link href={`/case/${storyId}`}>{t("together.notice.open")}</Link>
      <button type="button" onClick={onSeen}>
        {t("together.notice.seen")}
      </button>
    </>
  );
}
