import { useEffect, useState } from "react";
import { useNow } from "../../lib/now.ts";

const CURSOR_MS = 3000;
const SHIFT_MS = 3 * 60_000;
/** A slow walk over 2 px, so that no edge burns into the display. */
const SHIFTS = [
  [0, 0],
  [1, 1],
  [2, 0],
  [1, -1],
  [0, -2],
  [-1, -1],
  [-2, 0],
  [-1, 1],
] as const;

/** Whether somebody stands at the wall: the pointer moved or a key was pressed a moment ago. */
export function useAttended(): boolean {
  const [isAttended, setAttended] = useState(true);
  useEffect(() => {
    let timer = setTimeout(() => setAttended(false), CURSOR_MS);
    function attend() {
      clearTimeout(timer);
      setAttended(true);
      timer = setTimeout(() => setAttended(false), CURSOR_MS);
    }
    const moves = ["pointermove", "pointerdown", "focusin"] as const;
    for (const move of moves) document.addEventListener(move, attend);
    return () => {
      clearTimeout(timer);
      for (const move of moves) document.removeEventListener(move, attend);
    };
  }, []);
  return isAttended;
}

/** Where the picture stands now against burn-in, in pixels. */
export function useBurnInShift(): readonly [number, number] {
  const now = useNow(SHIFT_MS);
  return SHIFTS[Math.floor(now / SHIFT_MS) % SHIFTS.length] ?? SHIFTS[0];
}

/** Keeps the display awake while the wall is shown; browsers give the lock back when the page is hidden. */
export function useScreenAwake(): void {
  useEffect(() => {
    // Only secure pages have it; a display without it is kept awake by its own settings.
    const wakeLock = "wakeLock" in navigator ? navigator.wakeLock : null;
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    async function hold() {
      if (!wakeLock || document.visibilityState !== "visible") return;
      // Refused on a low battery: the wall goes on, the display follows its own settings.
      const held = await wakeLock.request("screen").catch(() => null);
      if (isOver) void held?.release();
      else lock = held;
    }
    const holdAgain = () => void hold();
    holdAgain();
    document.addEventListener("visibilitychange", holdAgain);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", holdAgain);
      void lock?.release();
    };
  }, []);
}
