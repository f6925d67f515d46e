import type { Wall } from "../../../src-main/contract/methods/settings.ts";

/** Until a wall is known: the display that the look was drawn for. */
export const usualWall: Pick<Wall, "diagonalInches" | "distanceMetres" | "pages" | "rotateSeconds" | "night"> = {
  diagonalInches: 55,
  distanceMetres: 5,
  pages: [["volume", "net", "stories", "feeds"]],
  rotateSeconds: 25,
  night: null,
};
