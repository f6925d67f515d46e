import type { WallTile } from "../../../src-main/contract/methods/settings.ts";
import type { WallSizes } from "./geometry.ts";
import { hasRoomForNumber, needOf } from "./tile-needs.ts";

/** All lengths are in percent of the display's height, as the letters are. */
export type Area = { readonly width: number; readonly height: number };
export type Cell = Area & { readonly tile: WallTile };
/** Rows from the top, each with its tiles from the left; `left` are the tiles that cannot be read here. */
export type PageLayout = { readonly rows: readonly (readonly Cell[])[]; readonly left: readonly WallTile[] };

export const pagePad = 2.6;
export const tileGap = 2.2;

/**
 * Places as many of the tiles, from the first, as can be read at these sizes: in the rows that leave each of them the
 * most room beside what it needs.
 */
export function layoutPage(tiles: readonly WallTile[], { area, sizes }: { area: Area; sizes: WallSizes }): PageLayout {
  for (let count = tiles.length; count > 0; count -= 1) {
    const best = rowings(tiles.slice(0, count))
      .flatMap((rows) => placed(rows, { area, sizes }) ?? [])
      .toSorted((one, other) => other.slack - one.slack)[0];
    if (best) return { rows: best.rows, left: tiles.slice(count) };
  }
  return { rows: [], left: tiles };
}

/** Every way to cut a list into rows of at most three. */
function rowings(tiles: readonly WallTile[]): readonly (readonly (readonly WallTile[])[])[] {
  if (tiles.length === 0) return [[]];
  return [1, 2, 3]
    .filter((first) => first <= tiles.length)
    .flatMap((first) => rowings(tiles.slice(first)).map((rest) => [tiles.slice(0, first), ...rest]));
}

type Placed = { readonly rows: readonly (readonly Cell[])[]; readonly slack: number };

function placed(
  rows: readonly (readonly WallTile[])[],
  { area, sizes }: { area: Area; sizes: WallSizes },
): Placed | null {
  const needs = rows.map((row) => row.map((tile) => needOf(tile, sizes)));
  const heights = rows.map((_, at) => Math.max(...(needs[at] ?? []).map(({ height }) => height)));
  const tall = sharedOut(heights, area.height - tileGap * (rows.length - 1));
  if (!tall) return null;
  const cells = rows.map((row, at): readonly Cell[] | null => {
    // Rows with as many tiles share their columns, so that edges stand under each other.
    const alike = needs.filter((others) => others.length === row.length);
    const wanted = row.map((_, column) => Math.max(...alike.map((others) => others[column]?.width ?? 0)));
    const wide = sharedOut(wanted, area.width - tileGap * (row.length - 1));
    return wide && row.map((tile, column) => ({ tile, width: wide[column] ?? 0, height: tall[at] ?? 0 }));
  });
  if (cells.some((row) => row === null)) return null;
  const whole = cells.flatMap((row) => (row ? [row] : []));
  const ratios = whole
    .flat()
    .flatMap((cell) => [cell.width / needOf(cell.tile, sizes).width, cell.height / needOf(cell.tile, sizes).height]);
  return { rows: whole, slack: Math.min(...ratios) };
}

/** A length cut so that each part has what it needs and its share of the rest; null when there is too little. */
function sharedOut(needs: readonly number[], length: number): readonly number[] | null {
  const sum = needs.reduce((total, need) => total + need, 0);
  return sum > length ? null : needs.map((need) => (need / sum) * length);
}

/** How much larger than asked the numbers of a row may be, and what is kept free under them. */
const MOST_GROWTH = 2;
const SPARE = 1.12;

/** The size of the large numbers of a row, all alike: as large as all of its tiles have room for. A chart takes its room first. */
export function heroOf(row: readonly Cell[], sizes: WallSizes): number {
  if (row.some(({ tile }) => tile === "volume")) return sizes.hero;
  for (let growth = MOST_GROWTH; growth > 1; growth -= 0.1) {
    const hero = growth * sizes.hero;
    const grown = { ...sizes, hero };
    const fits = row.every(
      ({ tile, width, height }) => SPARE * needOf(tile, grown).height <= height && hasRoomForNumber(tile, grown, width),
    );
    if (fits) return hero;
  }
  return sizes.hero;
}
