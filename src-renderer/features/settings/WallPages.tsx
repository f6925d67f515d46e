import type { WallTile } from "../../../src-main/contract/methods/settings.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { unreadable } from "../../ui/wall/geometry.ts";
import { roomOf } from "./wall-draft.ts";
import type { WallFields } from "./WallSection.tsx";
import styles from "./WallPages.module.css";

const tiles = [
  ...(["volume", "net", "service", "oldest", "stories", "buckets"] as const),
  ...(["approvals", "handovers", "feeds", "response", "voice", "alarm"] as const),
] as const satisfies readonly WallTile[];
const MOST = { pages: 3, tiles: 6 } as const;

/** Which tiles stand on which page, in their order; what cannot be read at the sizes of the room is said here. */
export function WallPages({ page, onPage, ...fields }: WallFields & { page: number; onPage: (page: number) => void }) {
  const { t } = useWords();
  const { wall, edit, faultOf, isOff } = fields;
  const room = roomOf(wall);
  const left = room ? unreadable(room) : [];
  return (
    <Card id="wall-pages" title={t("settings.wall.pages")} help={t("settings.wall.pagesHelp")}>
      <div className={styles["pages"]}>
        {wall.pages.map((_, at) => (
          <PageFields
            key={at}
            {...fields}
            at={at}
            isShown={at === page}
            onShow={() => onPage(at)}
            left={left[at] ?? []}
            isRefused={faultOf("pages") !== undefined}
          />
        ))}
      </div>
      {!isOff && wall.pages.length < MOST.pages && (
        <Acts>
          <ActButton size="small" onClick={() => edit({ pages: [...wall.pages, ["volume"]] })}>
            {t("settings.wall.addPage")}
          </ActButton>
        </Acts>
      )}
    </Card>
  );
}

type PageProps = WallFields & {
  at: number;
  isShown: boolean;
  onShow: () => void;
  left: readonly WallTile[];
  isRefused: boolean;
};

function PageFields({ wall, edit, isOff, at, isShown, onShow, left, isRefused }: PageProps) {
  const { t } = useWords();
  const { list } = useFormat();
  const page = wall.pages[at] ?? [];
  const setPage = (next: readonly WallTile[]) =>
    edit({ pages: wall.pages.map((one, index) => (index === at ? [...next] : one)) });
  const move = (from: number, to: number) => {
    const tile = page[from];
    if (tile) setPage(page.toSpliced(from, 1).toSpliced(to, 0, tile));
  };
  const free = tiles.filter((tile) => !page.includes(tile));
  const name = t("settings.wall.page", { n: at + 1 });
  return (
    <fieldset className={styles["page"]} aria-invalid={isRefused && left.length > 0 ? true : undefined} tabIndex={-1}>
      <legend>
        <ActButton size="small" look={isShown ? "primary" : "default"} aria-pressed={isShown} onClick={onShow}>
          {name}
        </ActButton>
      </legend>
      <ol className={styles["tiles"]}>
        {page.map((tile, index) => (
          <li key={tile} className={left.includes(tile) ? styles["left"] : undefined}>
            <span>{t(`wall.tile.${tile}`)}</span>
            {!isOff && (
              <Acts>
                <ActButton
                  size="small"
                  look="ghost"
                  aria-label={t("settings.wall.up", { tile: t(`wall.tile.${tile}`) })}
                  offBecause={index === 0 ? t("settings.wall.isFirst") : undefined}
                  onClick={() => move(index, index - 1)}
                >
                  ↑
                </ActButton>
                <ActButton
                  size="small"
                  look="ghost"
                  aria-label={t("settings.wall.down", { tile: t(`wall.tile.${tile}`) })}
                  offBecause={index === page.length - 1 ? t("settings.wall.isLast") : undefined}
                  onClick={() => move(index, index + 1)}
                >
                  ↓
                </ActButton>
                <ActButton
                  size="small"
                  look="ghost"
                  aria-label={t("settings.wall.takeOff", { tile: t(`wall.tile.${tile}`) })}
                  offBecause={page.length === 1 ? t("settings.wall.lastTile") : undefined}
                  onClick={() => setPage(page.filter((one) => one !== tile))}
                >
                  ×
                </ActButton>
              </Acts>
            )}
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <p role="alert" className={styles["fault"]}>
          {t("settings.wall.doesNotFit", { tiles: list(left.map((tile) => t(`wall.tile.${tile}`))) })}
        </p>
      )}
      {!isOff && page.length < MOST.tiles && (
        <PickField
          label={t("settings.wall.addTile", { page: name })}
          value=""
          options={[
            { value: "", says: t("settings.wall.pickTile") },
            ...free.map((tile) => ({ value: tile as string, says: t(`wall.tile.${tile}`) })),
          ]}
          onChange={(value) => {
            const tile = free.find((one) => one === value);
            if (tile) setPage([...page, tile]);
          }}
        />
      )}
      {!isOff && wall.pages.length > 1 && (
        <ActButton
          size="small"
          look="ghost"
          onClick={() => edit({ pages: wall.pages.filter((_, index) => index !== at) })}
        >
          {t("settings.wall.removePage", { page: name })}
        </ActButton>
      )}
    </fieldset>
  );
}
