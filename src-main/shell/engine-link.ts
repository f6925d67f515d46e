import type { MessagePortMain } from "electron";
import type { FromEngine, RefusedStart } from "../contract/desktop.ts";
import type { EngineProcess, ForkEngine } from "./engine-process.ts";

/** A page that wants a line to the engine. */
export type WaitingPage = {
  readonly id: number;
  readonly takeLine: (line: MessagePortMain) => void;
  readonly hearRefusal: (refusal: RefusedStart) => void;
};

export type EngineLink = {
  /** Starts the engine, at the beginning and after a refused start. */
  readonly start: () => void;
  /** Gives the page a line: now, or when there is an engine; until then it hears why there is none. */
  readonly connect: (page: WaitingPage) => void;
  readonly forget: (pageId: number) => void;
  /** Closes the engine and resolves when it is gone, by force after five seconds. */
  readonly close: () => Promise<void>;
};

export type EngineLinkParts = {
  readonly fork: ForkEngine;
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
export function createEngineLink({ fork, after }: EngineLinkParts): EngineLink {
  const waiting = new Map<number, WaitingPage>();
  let run: Run | null = null;
  let refusal: RefusedStart | null = null;
  let ends = 0;
  let cancelTimer = () => {};
  let closed: (() => void) | null = null;

  function later(delayMs: number, work: () => void): void {
    cancelTimer();
    cancelTimer = after(delayMs, work);
  }

  function begin(): void {
    run = { isReady: false, isRefused: false, process: fork({ onMessage: hear, onExit: hearExit }) };
  }

  function start(): void {
    refusal = null;
    ends = 0;
    // One that refused and has not ended yet is followed by the next when it has.
    if (run) run.isRefused = false;
    if (run || closed) return;
    cancelTimer();
    begin();
  }

  function hear(message: FromEngine): void {
    if (!run || closed) return;
    if (message.type === "refused") {
      run.isRefused = true;
      refuse({ code: message.code, params: message.params });
      end(run);
    }
    if (message.type === "ready") {
      run.isReady = true;
      refusal = null;
      for (const page of waiting.values()) page.takeLine(run.process.openLine());
      waiting.clear();
      later(steadyMs, () => (ends = 0));
    }
  }

  function hearExit(): void {
    const ended = run;
    run = null;
    cancelTimer();
    if (closed) return closed();
    if (ended?.isRefused) return;
    ends += 1;
    if (!ended?.isReady && ends >= endsBeforeRefusal) refuse({ code: "engine-gone", params: {} });
    later(Math.min(firstRestartMs * 2 ** (ends - 1), lastRestartMs), begin);
  }

  function refuse(reason: RefusedStart): void {
    refusal = reason;
    for (const page of waiting.values()) page.hearRefusal(reason);
  }

  function end({ process }: Run): void {
    process.close();
    later(closeWithinMs, process.kill);
  }

  return {
    start,
    connect: (page) => {
      if (run?.isReady) return page.takeLine(run.process.openLine());
      waiting.set(page.id, page);
      if (refusal) page.hearRefusal(refusal);
    },
    forget: (pageId) => void waiting.delete(pageId),
    close: () =>
      new Promise((done) => {
        cancelTimer();
        closed = done;
        if (run) end(run);
        else done();
      }),
  };
}
