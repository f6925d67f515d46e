import type { DeskCounts, FromEngine, PowerEvent } from "../contract/desktop.ts";
import type { EngineProcess, ForkEngine } from "./engine-process.ts";
import { createWaitingRoom, type WaitingPage } from "./waiting-room.ts";

export type EngineLink = {
  /** Starts the engine, at the beginning and after a refused start. */
  readonly start: () => void;
  /** Gives the page a line: now, or when there is an engine; until then it hears why there is none. */
  readonly connect: (page: WaitingPage) => void;
  readonly forget: (pageId: number) => void;
  /** Whether it answers now. */
  readonly isUp: () => boolean;
  /** Tells the engine what happens to the computer; one that is not there looks at everything when it starts. */
  readonly tellPower: (event: PowerEvent) => void;
  /** Closes the engine and resolves when it is gone, by force after five seconds; null when there is none to wait for. */
  readonly close: () => Promise<void> | null;
};

export type EngineLinkParts = {
  readonly fork: ForkEngine;
  /** Hears the desk's numbers as they change; null when there is no engine to know them. */
  readonly onCounts?: (counts: DeskCounts | null) => void;
  /** Calls `work` after a while; the way to call it off is returned. */
  readonly after: (delayMs: number, work: () => void) => () => void;
};

const firstRestartMs = 1000;
const lastRestartMs = 30_000;
const steadyMs = 60_000;
const closeWithinMs = 5000;
/** So many ends in a row before it ever stood, and the page says that it does not come up. */
const endsBeforeRefusal = 3;

type Run = { readonly process: EngineProcess; isReady: boolean; isRefused: boolean };

/** Keeps one engine running: one that ends is started again after 1, 2, 4 … 30 s, one that refuses waits to be asked. */
export function createEngineLink({ fork, after, onCounts = () => {} }: EngineLinkParts): EngineLink {
  const room = createWaitingRoom();
  let run: Run | null = null;
  let ends = 0;
  const timer = createTimer(after);
  let closed: (() => void) | null = null;

  function begin(): void {
    run = { isReady: false, isRefused: false, process: fork({ onMessage: hear, onExit: hearExit }) };
  }

  function start(): void {
    room.forgetRefusal();
    ends = 0;
    // One that refused and has not ended yet is followed by the next when it has.
    if (run) run.isRefused = false;
    if (run || closed) return;
    timer.cancel();
    begin();
  }

  function hear(message: FromEngine): void {
    if (!run || closed) return;
    if (message.type === "refused") {
      run.isRefused = true;
      room.refuse({ code: message.code, params: message.params });
      end(run);
    }
    if (message.type === "counts") onCounts(message.counts);
    if (message.type === "ready") {
      run.isReady = true;
      room.letIn(run.process.openLine);
      timer.set(steadyMs, () => (ends = 0));
    }
  }

  function hearExit(): void {
    const ended = run;
    run = null;
    onCounts(null);
    timer.cancel();
    if (closed) return closed();
    if (ended?.isRefused) return;
    ends += 1;
    if (!ended?.isReady && ends >= endsBeforeRefusal) room.refuse({ code: "engine-gone", params: {} });
    timer.set(Math.min(firstRestartMs * 2 ** (ends - 1), lastRestartMs), begin);
  }

  function end({ process }: Run): void {
    process.close();
    timer.set(closeWithinMs, process.kill);
  }

  return {
    start,
    connect: (page) => (run?.isReady ? page.takeLine(run.process.openLine(page.isWall)) : room.enter(page)),
    forget: room.leave,
    isUp: () => run?.isReady === true && closed === null,
    tellPower: (event) => (run?.isReady ? run.process.tellPower(event) : undefined),
    close: () => {
      timer.cancel();
      const gone = new Promise<void>((done) => (closed = done));
      if (run) end(run);
      return run && gone;
    },
  };
}

/** One timer for everything: what is set takes the place of what was waiting. */
function createTimer(after: EngineLinkParts["after"]) {
  let cancel = () => {};
  return {
    cancel: () => cancel(),
    set(delayMs: number, work: () => void): void {
      cancel();
      cancel = after(delayMs, work);
    },
  };
}
