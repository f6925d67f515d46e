import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Bars } from "./Bars.tsx";
import { brandLine } from "./tile-needs.ts";
import { Tile, Why } from "./Tile.tsx";
import type { TileProps } from "./tile-props.ts";

/** Our part of what is said about us and our competitors. */
export function VoiceTile({ snapshot, age, cell, fit }: TileProps) {
  const { t } = useWords();
  const { percent, number } = useFormat();
  const voice = snapshot?.voice ?? null;
  const most = Math.max(2, Math.floor((cell.height - 3.4 - 2.4 * fit.sizes.min) / brandLine(fit.sizes)));
  const rows = (voice?.brands ?? []).slice(0, Math.min(5, most)).map((brand) => ({
    name: brand.name,
    shown: percent(brand.percent),
    size: brand.count,
    isStrong: brand.isOwn,
    link: voice && {
      kpi: "share_of_voice" as const,
      scope: { from: voice.from, to: voice.to, counted: voice.counted },
    },
  }));
  // The line under the bars takes its room.
  const bars = { ...cell, height: cell.height - 1.16 * fit.sizes.min };
  const isAlone = voice !== null && !voice.brands.some(({ isOwn }) => !isOwn);
  return (
    <Tile title={t("wall.voice")} age={age}>
      {rows.length > 0 ? <Bars rows={rows} cell={bars} fit={fit} /> : <p>–</p>}
      {voice && <Why>{isAlone ? t("wall.noRivals") : t("wall.voiceOf", { n: number(voice.sum) })}</Why>}
    </Tile>
  );
}
