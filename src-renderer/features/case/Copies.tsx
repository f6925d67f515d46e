import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";
import type { SimilarStory, StoryCopy } from "../../../src-main/contract/methods/stories.ts";
import { Link } from "wouter";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { MentionHead } from "../../ui/MentionHead.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import styles from "./Copies.module.css";
import { useCopyActs } from "./use-copy-acts.ts";
import { useTicks } from "./use-ticks.ts";

/** The copies of a story, which can be taken out, and what others say nearly alike, which can be put in. */
export function Copies({ story }: { story: StoryRow }) {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("stories.copies", { id: story.id });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  // Who answers us repeats nothing: it stands in the thread.
  const copies = data.copies.filter(({ joined }) => joined !== "answer");
  const answers = data.copies.length - copies.length;
  return (
    <>
      {copies.length < 2 ? (
        <p className={styles["nothing"]}>{t("case.thread.noCopies")}</p>
      ) : (
        <CopyList story={{ ...data.story, copies: data.story.copies - answers }} copies={copies} />
      )}
      {data.similar.length > 0 && <SimilarList story={data.story} similar={data.similar} />}
    </>
  );
}

type Named = { readonly id: string; readonly version: number; readonly copies: number };

function CopyList({ story, copies }: { story: Named; copies: readonly StoryCopy[] }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { split } = useCopyActs(story);
  const ticks = useTicks(copies.map(({ id }) => id));
  const chosen = ticks.chosen.length;
  async function takeOut(): Promise<void> {
    if (await split(ticks.chosen)) ticks.clear();
  }
  return (
    <section className={styles["part"]} aria-label={t("case.copies.label")}>
      <div className={styles["foot"]}>
        <ActButton
          size="small"
          icon="copies"
          offBecause={chosen === 0 ? t("case.copies.chooseFirst") : undefined}
          onClick={() => void takeOut()}
        >
          {t("case.copies.takeOut", { count: chosen })}
        </ActButton>
        {story.copies > copies.length && (
          <span className={styles["nothing"]}>
            {t("case.copies.newestOf", { shown: number(copies.length), all: number(story.copies) })}
          </span>
        )}
      </div>
      <ul className={styles["list"]}>
        {copies.map((copy) => (
          <li key={copy.id} className={styles["row"]}>
            <Tick
              says={t("case.copies.choose", { source: copy.source })}
              isOn={ticks.has(copy.id)}
              onTick={() => ticks.flip(copy.id)}
            />
            <CopyWords copy={copy} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CopyWords({ copy }: { copy: StoryCopy }) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <div className={styles["words"]}>
      <MentionHead mention={copy} />
      <Excerpt {...copy} />
      <div className={styles["marks"]}>
        {copy.isHead ? (
          <Badge icon="check">{t("case.copies.head")}</Badge>
        ) : (
          <span title={moment(copy.joinedAt)}>{t(`case.copies.joined.${copy.joined}`)}</span>
        )}
        <OutsideLink url={copy.url}>{t("triage.original")}</OutsideLink>
      </div>
    </div>
  );
}

function SimilarList({ story, similar }: { story: Named; similar: readonly SimilarStory[] }) {
  const { t } = useWords();
  const { join } = useCopyActs(story);
  const ticks = useTicks(similar.map(({ storyId }) => storyId));
  const chosen = similar.filter(({ storyId }) => ticks.has(storyId));
  async function putIn(): Promise<void> {
    if (await join(chosen.map(({ storyId, version }) => ({ id: storyId, version })))) ticks.clear();
  }
  return (
    <section className={styles["part"]} aria-labelledby="similar-title">
      <h2 id="similar-title" className={styles["title"]}>
        {t("case.similar.title", { count: similar.length })}
      </h2>
      <p className={styles["nothing"]}>{t("case.similar.why")}</p>
      <div className={styles["foot"]}>
        <ActButton
          size="small"
          icon="copies"
          offBecause={chosen.length === 0 ? t("case.similar.chooseFirst") : undefined}
          onClick={() => void putIn()}
        >
          {t("case.similar.putIn", { count: chosen.length })}
        </ActButton>
      </div>
      <ul className={styles["list"]}>
        {similar.map((one) => (
          <li key={one.storyId} className={styles["row"]}>
            <Tick
              says={t("case.similar.choose", { name: one.author ?? one.handle ?? one.source })}
              isOn={ticks.has(one.storyId)}
              onTick={() => ticks.flip(one.storyId)}
            />
            <SimilarWords story={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function SimilarWords({ story }: { story: SimilarStory }) {
  const { t } = useWords();
  const { percent } = useFormat();
  return (
    <div className={styles["words"]}>
      <MentionHead mention={story} />
      <Excerpt {...story} />
      <div className={styles["marks"]}>
        <BucketChip bucket={story.bucket} plain />
        <span>{t("case.similar.likeness", { share: percent(Math.round(story.likeness * 100)) })}</span>
        <Link href={`/case/${story.storyId}`} className={styles["link"]}>
          {t("case.similar.open")}
        </Link>
      </div>
    </div>
  );
}

function Excerpt({ title, excerpt }: { title: string | null; excerpt: string }) {
  return (
    <p className={styles["excerpt"]} dir="auto">
      {title && <b>{title}</b>} {excerpt}
    </p>
  );
}

function Tick({ says, isOn, onTick }: { says: string; isOn: boolean; onTick: () => void }) {
  return <input type="checkbox" aria-label={says} checked={isOn} onChange={onTick} />;
}
