import type { ShowNotice } from "../contract/desktop.ts";

type Notice = ShowNotice["showNotice"];

export type NoticePauseParts = {
  readonly after: (delayMs: number, work: () => void) => () => void;
  readonly show: (notice: Notice) => void;
  /** The one notice that stands for all that were held back. */
  readonly fold: (held: readonly Notice[]) => Notice;
};

export type NoticePause = {
  /** Shows a notice now, or keeps it for the end of the pause. */
  readonly tell: (notice: Notice) => void;
  readonly pauseFor: (forMs: number) => void;
  /** Ends a pause: what was held back is told as one. */
  readonly resume: () => void;
  readonly isPaused: () => boolean;
};

/** Holds notices back for a while, as a person asked; a second one under the same tag takes the place of the first. */
export function createNoticePause({ after, show, fold }: NoticePauseParts): NoticePause {
  const held = new Map<string, Notice>();
  let cancel: (() => void) | null = null;
  function resume(): void {
    cancel?.();
    cancel = null;
    const [first, ...rest] = held.values();
    held.clear();
    if (first) show(rest.length === 0 ? first : fold([first, ...rest]));
  }
  return {
    tell: (notice) => {
      if (cancel === null) return show(notice);
      held.set(notice.tag, notice);
    },
    pauseFor: (forMs) => {
      cancel?.();
      cancel = after(forMs, resume);
    },
    resume,
    isPaused: () => cancel !== null,
  };
}
