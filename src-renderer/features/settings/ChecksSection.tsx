import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { useSearchedSetting } from "../../ui/Card.tsx";
import { CheckOwn } from "./CheckOwn.tsx";
import { CheckPhrases } from "./CheckPhrases.tsx";
import { CheckSeverities } from "./CheckSeverities.tsx";
import { CheckTry } from "./CheckTry.tsx";
import { CheckVersions } from "./CheckVersions.tsx";
import { CheckSaveBar } from "./CheckSaveBar.tsx";
import styles from "./SectionForm.module.css";
import { type EditedLists, useCheckLists } from "./use-check-lists.ts";
import { useOffBecause } from "../../lib/use-may.ts";

/** What replies are checked against: how grave each rule is, its words, what is ours, and a place to try it. */
export function ChecksSection() {
  const { edited, error, retry } = useCheckLists();
  if (!edited) return error ? <ErrorState error={error} onRetry={retry} /> : <Loading />;
  return <Loaded edited={edited} />;
}

function Loaded({ edited }: { edited: EditedLists }) {
  const { t } = useWords();
  const offBecause = useOffBecause(["corpcomm", "legal", "admin"]);
  useSearchedSetting();
  const { lists, edit, isConflict, save } = edited;
  const part = { lists, onEdit: edit, isOff: offBecause !== undefined };
  return (
    <form
      noValidate
      className={styles["form"]}
      aria-label={t("settings.section.checks")}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isConflict && offBecause === undefined) save();
      }}
    >
      <CheckPhrases {...part} />
      <CheckOwn {...part} />
      <CheckSeverities {...part} />
      <CheckTry lists={lists} />
      <CheckVersions edited={edited} isOff={part.isOff} />
      <CheckSaveBar edited={edited} offBecause={offBecause} />
    </form>
  );
}
