import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../class-names.ts";
import { Icon } from "../Icon.tsx";
import { Figure } from "./Figure.tsx";
import { Tile } from "./Tile.tsx";
import type { TileProps } from "./tile-props.ts";
import styles from "./wall.module.css";
import { wallCount } from "./wall-numbers.ts";

type Story = WallSnapshot["topStories"][number];

const faces = { negative: "neg", neutral: "neu", positive: "pos", unsure: "unsure", mixed: "unsure" } as const;
/** A line of the list with its space, in sizes of easy text. */
const ROW = 1.26;

/** The stories with the most copies, as many as the tile has lines for. What a feed wrote is shown as text. */
export function StoriesTile({ snapshot, age, cell, fit: { sizes } }: TileProps) {
  const { t } = useWords();
  const most = Math.max(1, Math.floor((cell.height - 3.4 - 1.16 * sizes.min) / (ROW * sizes.text)));
  const stories = snapshot?.topStories.slice(0, most) ?? null;
  // Where there is room for a second line, headlines take it.
  const isRoomy = stories !== null && stories.length > 0 && most >= 2 * stories.length;
  return (
    <Tile title={t("wall.topStories")} age={age} isWide>
      {stories?.length ? (
        <ol className={classNames(styles["stories"], isRoomy && styles["roomy"])}>
          {stories.map((story) => (
            <StoryLine key={story.id} story={story} />
          ))}
        </ol>
      ) : (
        <p className={styles["none"]}>
          {snapshot ? t(snapshot.feeds.total === 0 ? "wall.noFeeds" : "wall.noStories") : "–"}
        </p>
      )}
    </Tile>
  );
}

function StoryLine({ story: { id, title, watch, network, copies, sentiment } }: { story: Story }) {
  const { t } = useWords();
  const format = useFormat();
  const place = t(`network.${network}`);
  // Without names, what a private person said is only told by its subject and where it stands.
  const words =
    title ?? (watch === null ? t("wall.postOn", { network: place }) : t("wall.about", { watch, network: place }));
  return (
    <li>
      <span className={styles["copies"]}>×{wallCount(copies, format)}</span>
      <span className={styles["title"]}>
        <Figure href={`/case/${id}`} says={words}>
          {words}
        </Figure>
      </span>
      <span className={classNames(styles["mood"], styles[sentiment])}>
        <Icon name={faces[sentiment]} className={styles["face"]} />
        {t(`wall.mood.${sentiment}`)}
      </span>
    </li>
  );
}
