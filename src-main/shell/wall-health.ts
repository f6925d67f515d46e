/** So many questions without an answer, and a page hangs. */
const mostSilences = 2;
/** So many answers without a wall, and something else went wrong on the page: nobody stands there to try again. */
const mostTroubles = 4;

export type WallHealth = {
  /** Before each question: whether the page has not answered the last ones, and hangs. */
  readonly isHanging: () => boolean;
  /** What a page answers; true = it has shown no wall for so long that it has to be loaded again. */
  readonly hear: (answer: { readonly showsWall: boolean }) => boolean;
  /** Nothing is held against it any more: it is loaded anew, or the computer slept. */
  readonly forget: () => void;
};

/** Watches over a page that nobody sits at: it is asked now and then whether it shows its wall. */
export function createWallHealth(): WallHealth {
  let silences = 0;
  let troubles = 0;
  const forget = () => {
    silences = 0;
    troubles = 0;
  };
  return {
    isHanging: () => {
      const isHanging = silences >= mostSilences;
      silences = isHanging ? 0 : silences + 1;
      return isHanging;
    },
    hear: ({ showsWall }) => {
      silences = 0;
      troubles = showsWall ? 0 : troubles + 1;
      if (troubles < mostTroubles) return false;
      forget();
      return true;
    },
    forget,
  };
}
