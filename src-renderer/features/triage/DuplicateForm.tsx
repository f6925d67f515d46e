import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { Versioned } from "../../../src-main/contract/values.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./ActForm.module.css";
import type { ListedRow } from "./list-state.ts";
import { useFirstFocus } from "./use-first-focus.ts";

const SHOWN = 8;
const PAUSE_MS = 250;

type DuplicateFormProps = {
  targets: readonly ListedRow[];
  /** Closes them as duplicates of a story; without one, of something that is not here. */
  onClose: (of: string | null) => void;
  /** Makes them copies of a story. */
  onJoin: (into: Versioned) => void;
};

/** Which story says the same: those that are alike, or any that is searched for. */
export function DuplicateForm({ targets, onClose, onJoin }: DuplicateFormProps) {
  const { t } = useWords();
  const field = useFirstFocus();
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), PAUSE_MS);
  const first = targets[0];
  const alike = useEngine("stories.copies", { id: first?.id ?? "" }, { enabled: first !== undefined && search === "" });
  const found = useEngine(
    "triage.page",
    { view: "waiting", everywhere: true, search, limit: SHOWN + targets.length },
    { enabled: search !== "", keepPrevious: true },
  );
  const own = new Set(targets.map(({ id }) => id));
  const stories: readonly Same[] =
    search === ""
      ? (alike.data?.similar ?? []).map(({ storyId, ...story }) => ({ ...story, id: storyId }))
      : (found.data?.rows ?? []);
  const shown = stories.filter(({ id }) => !own.has(id)).slice(0, SHOWN);
  return (
    <div className={styles["form"]}>
      <TextField
        label={t("triage.choose.duplicate")}
        help={found.error ? t("refusal.query-invalid") : t("queue.same.help")}
        maxLength={200}
        ref={field}
        data-autofocus
        value={words}
        onChange={setWords}
      />
      <div className={styles["list"]} role="group" aria-label={t("queue.same.stories")}>
        {shown.map((story) => (
          <SameStory key={story.id} story={story} onClose={onClose} onJoin={onJoin} />
        ))}
        {shown.length === 0 && (
          <p className={styles["hint"]}>{t(search === "" ? "queue.same.noneAlike" : "triage.emptySearch")}</p>
        )}
      </div>
      <ActButton size="small" onClick={() => onClose(null)}>
        {t("queue.same.elsewhere")}
      </ActButton>
    </div>
  );
}

type Same = Versioned & Pick<ListedRow, "bucket" | "title" | "excerpt" | "author" | "source" | "publishedAt">;

function SameStory({ story, onClose, onJoin }: { story: Same } & Omit<DuplicateFormProps, "targets">) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { id, version, title, excerpt, author, source, publishedAt, bucket } = story;
  return (
    <div className={styles["story"]}>
      <button type="button" className={styles["words"]} onClick={() => onClose(id)}>
        <span className="clip" dir="auto">
          <BucketChip bucket={bucket} plain /> {title ?? excerpt}
        </span>
        <small className="clip">
          {author ?? source} · {moment(publishedAt)}
        </small>
      </button>
      <ActButton
        size="small"
        aria-label={t("queue.same.joinOf", { title: title ?? excerpt })}
        title={t("queue.same.joinHelp")}
        onClick={() => onJoin({ id, version })}
      >
        {t("queue.same.join")}
      </ActButton>
    </div>
  );
}
