import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { createSaveLoop } from "../../lib/save-loop.ts";
import { forgetHandover, keepHandover, readHandover } from "./handover-words.ts";

/** A key is on its way to the desk this long after it was pressed: a crash loses less than a second of typing. */
const SAVE_AFTER_MS = 700;
const RETRY_MS = 1500;

type State = {
  text: string;
  /** As the desk has them. */
  stored: string;
  version: number;
  savedAt: number | null;
  error: EngineError | null;
};

type KeeperParts = {
  shift: Shift;
  save: (input: { id: string; textVersion: number; text: string }) => Promise<Shift>;
};

/**
 * Stores the handover words as they are typed. One save runs at a time and builds on the version that the one before answered;
 * what cannot be stored stays with this tab and is tried again, but for words that somebody else wrote over meanwhile.
 */
export function createHandoverKeeper({ shift, save }: KeeperParts) {
  const { id } = shift;
  let state: State = {
    ...{ text: readHandover(id) ?? shift.text, stored: shift.text, version: shift.textVersion },
    ...{ savedAt: shift.textAt, error: null },
  };
  let theirs: Shift = shift;
  let listener = () => {};
  const loop = createSaveLoop({ work: store, hasMore: () => isDirty() && state.error === null });
  const isDirty = () => state.text !== state.stored;
  const isTorn = () => state.error !== null && state.error.code !== "engine-gone";
  function change(part: Partial<State>): void {
    state = { ...state, ...part };
    listener();
  }
  async function store(): Promise<void> {
    const { text, version } = state;
    if (!isDirty() || isTorn()) return;
    try {
      const saved = await save({ id, textVersion: version, text });
      change({ version: saved.textVersion, stored: text, savedAt: saved.textAt, error: null });
      if (!isDirty()) forgetHandover(id);
    } catch (cause) {
      change({ error: reasonOf(cause) });
      if (!isTorn()) setTimeout(() => loop.plan(0), RETRY_MS);
    }
  }
  function type(text: string): void {
    change({ text });
    keepHandover(id, text);
    if (!isTorn()) loop.plan(SAVE_AFTER_MS);
  }
  function takeTheirs(): void {
    forgetHandover(id);
    const { text, textVersion: version, textAt: savedAt } = theirs;
    change({ text, stored: text, version, savedAt, error: null });
  }
  return {
    get: () => state,
    listen: (onChange: () => void) => {
      listener = onChange;
      return () => (listener = () => {});
    },
    type,
    /** What this tab could not store at an earlier visit is stored now. */
    begin: () => void (isDirty() && loop.plan(SAVE_AFTER_MS)),
    /** A colleague's words are taken where nothing of one's own would be lost. */
    told(read: Shift): void {
      theirs = read;
      if (read.textVersion > state.version && !isDirty() && !loop.isRunning()) takeTheirs();
    },
    /** Somebody else wrote meanwhile: one's own words over theirs, or theirs. */
    settle(winner: "mine" | "theirs"): void {
      if (winner === "theirs") return takeTheirs();
      change({ version: theirs.textVersion, stored: theirs.text, error: null });
      type(state.text);
    },
    flush: () => loop.run(),
  };
}
