import type { WallTile } from "../../../src-main/contract/methods/settings.ts";
import type { WallSizes } from "./geometry.ts";
import type { Area } from "./layout.ts";

/** A letter of running text and a digit of a large number, in em; a line of text with its leading. */
const LETTER = 0.55;
const DIGIT = 0.57;
const LINE = 1.16;
/** The space around what a tile says. */
const FRAME = { width: 4.8, height: 3.4 } as const;

/** Below this share of the hero's size, numbers of more than three characters are set; see Hero. */
export const shortHero = 0.735;

/** The room without which a tile cannot say what it has to at these sizes, in percent of the display's height. */
export function needOf(tile: WallTile, sizes: WallSizes): Area {
  const inside = needs[tile](sizes);
  // The title and its time stand in one line.
  const head = words(sizes, titles[tile] + 5) + 2;
  return { width: FRAME.width + Math.max(inside.width, head), height: FRAME.height + LINE * sizes.min + inside.height };
}

/** Letters of the titles. */
const titles: Record<WallTile, number> = {
  ...{ volume: 14, net: 13, service: 13, oldest: 14, stories: 20, buckets: 9 },
  ...{ approvals: 10, handovers: 10, feeds: 5, response: 13, voice: 14, alarm: 5 },
};

const hero = ({ hero: size }: WallSizes) => ({ tall: 0.9 * size, digits: (count: number) => count * DIGIT * size });
const words = ({ min }: WallSizes, letters: number) => letters * LETTER * min;
const lines = ({ min }: WallSizes, count: number) => count * LINE * min;

/** A brand with its bar and the space to the next. */
export const brandLine = ({ text }: WallSizes): number => 1.2 * text + 3;

const needs: Record<WallTile, (sizes: WallSizes) => Area> = {
  volume: (at) => ({ width: hero(at).digits(3.3) + 3 + 8 * at.min, height: hero(at).tall + lines(at, 2) }),
  net: (at) => ({ width: hero(at).digits(3) + 2.4 + words(at, 4), height: hero(at).tall + lines(at, 2) + 3.8 }),
  service: (at) => ({
    width: Math.max(shortHero * hero(at).digits(2.9) + 2.4 + words(at, 12), words(at, 18)),
    height: shortHero * hero(at).tall + lines(at, 3),
  }),
  oldest: (at) => ({
    width: Math.max(shortHero * hero(at).digits(4.2), words(at, 14)),
    height: shortHero * hero(at).tall + lines(at, 2),
  }),
  stories: (at) => ({ width: 2.14 * at.text + 3.2 + 8 * at.min + words(at, 10), height: 3 * 1.26 * at.text }),
  buckets: (at) => ({ width: words(at, 8) + 2 + 4 * DIGIT * at.text, height: 4 * 1.2 * at.text }),
  approvals: (at) => ({ width: words(at, 17), height: hero(at).tall + lines(at, 2) }),
  handovers: (at) => ({ width: words(at, 20), height: hero(at).tall + lines(at, 3) }),
  feeds: (at) => ({
    width: shortHero * hero(at).digits(3.1) + 2.4 + words(at, 9),
    height: hero(at).tall * shortHero + lines(at, 0.5),
  }),
  response: (at) => ({ width: words(at, 20), height: shortHero * hero(at).tall + lines(at, 2) + 3.8 }),
  voice: (at) => ({ width: words(at, 18), height: 2 * brandLine(at) + lines(at, 1) }),
  alarm: (at) => ({ width: words(at, 20), height: 2 * 1.2 * at.text + lines(at, 2) }),
};

/** The widest number of a tile in sizes of the hero ("999", "100 %", "23 h 59", "−100"), and the letters beside it. */
const widest: Partial<Record<WallTile, readonly [hero: number, letters: number]>> = {
  ...{ approvals: [2.05, 0], handovers: [2.05, 0], response: [2.1, 0], oldest: [2.5, 0] },
  ...{ service: [2.1, 13], net: [2.1, 6], feeds: [2, 10] },
};

/** Whether a tile has room for its widest number at these sizes. */
export function hasRoomForNumber(tile: WallTile, sizes: WallSizes, width: number): boolean {
  const [hero, letters] = widest[tile] ?? [0, 0];
  return FRAME.width + hero * sizes.hero + words(sizes, letters) <= width;
}
