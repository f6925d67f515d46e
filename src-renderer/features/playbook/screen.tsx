import { useWords } from "../../lib/words.ts";
import { PlaybookDesk } from "./PlaybookDesk.tsx";

/** The playbook: what is said to whom, in which words, and what our own people should know. */
export function PlaybookScreen() {
  const { t } = useWords();
  return (
    <>
      <h1 className="sr">{t("screen.playbook")}</h1>
      <PlaybookDesk />
    </>
  );
}
