import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Tile } from "./Tile.tsx";
import type { TileAge } from "./tile-age.ts";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

type Story = WallSnapshot["topStories"][number];

const faces = { negative: "neg", neutral: "neu", positive: "pos", unsure: "unsure", mixed: "unsure" } as const;

/** The stories with the most copies. What a feed wrote is shown as text. */
export function StoriesTile({
  stories,
  most,
  age,
}: {
  stories: readonly Story[] | null;
  most: number;
  age: TileAge | null;
}) {
  const { t } = useWords();
  const format = useFormat();
  return (
    <Tile title={t("wall.topStories")} age={age} isWide>
      {stories?.length ? (
        <ol className={styles["stories"]}>
          {stories.slice(0, most).map((story, index) => (
            <li key={index}>
              <span className={styles["copies"]}>×{wallCount(story.copies, format)}</span>
              <span className={styles["title"]}>{story.title ?? story.watch}</span>
              <Mood sentiment={story.sentiment} />
            </li>
          ))}
        </ol>
      ) : (
        <p className={styles["none"]}>{stories ? t("wall.noStories") : "–"}</p>
      )}
    </Tile>
  );
}

function Mood({ sentiment }: { sentiment: Story["sentiment"] }) {
  const { t } = useWords();
  return (
    <span className={classNames(styles["mood"], styles[sentiment])}>
      <Icon name={faces[sentiment]} className={styles["face"]} />
      {t(`wall.mood.${sentiment}`)}
    </span>
  );
}
