import { useState } from "react";
import { createNotices } from "../lib/notices.ts";
import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";

/** Whether this computer tells of alarms. A browser is asked for leave by this button and never by itself. */
export function NoticeSwitch({ isOn }: { isOn: boolean }) {
  const { t } = useWords();
  const [notices] = useState(createNotices);
  const [leave, setLeave] = useState(notices.leave);
  if (!isOn) return <p>{t("alarms.notice.off")}</p>;
  if (leave !== "default") return <p role="status">{t(`alarms.notice.${leave}`)}</p>;
  return (
    <ActButton size="small" onClick={() => void notices.ask().then(setLeave)}>
      {t("alarms.notice.ask")}
    </ActButton>
  );
}
