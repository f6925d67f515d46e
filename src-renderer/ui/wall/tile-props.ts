import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import type { WallFit } from "./geometry.ts";
import type { Cell } from "./layout.ts";
import type { TileAge } from "./tile-age.ts";

/** What every tile is given; `snapshot` is null before the first numbers. */
export type TileProps = {
  readonly snapshot: WallSnapshot | null;
  readonly age: TileAge | null;
  readonly now: number;
  /** The room it has, in percent of the wall's height. */
  readonly cell: Cell;
  readonly fit: WallFit;
};
