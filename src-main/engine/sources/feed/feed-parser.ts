import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import type { ParseJob, ParseReport } from "./parse-worker.ts";
import { feedError } from "./parsed-feed.ts";
import type { FeedError, FeedMeta, ParsedFeed } from "./parsed-feed.ts";

export interface FeedParserParts {
  /** The worker's file, as built or as source: only the host knows which. */
  readonly workerUrl: URL;
  /** Milliseconds for one feed, start of the worker not included. Default 5,000. */
  readonly timeoutMs?: number;
  /** Limit of the worker's heap. Default 256. */
  readonly memoryMb?: number;
}

/** Parses feeds one after another, away from the engine's thread. */
export interface FeedParser {
  /**
   * Always a value for what the bytes hold: `too_slow` when time runs out and `too_large` when memory does.
   * Rejects only for a bug, for a worker that cannot start, and after `close`.
   */
  parse(bytes: Uint8Array, meta: FeedMeta): Promise<ParsedFeed | FeedError>;
  close(): Promise<void>;
}

type Reading = ParsedFeed | FeedError;

/** A parser over one limited worker. A worker that overruns is ended, and the next feed gets a new one. */
export function createFeedParser(parts: FeedParserParts): FeedParser {
  const timeoutMs = parts.timeoutMs ?? 5_000;
  let worker: Worker | null = null;
  let previous: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const discard = async () => {
    const old = worker;
    worker = null;
    await old?.terminate();
  };

  const runNext = async (job: ParseJob): Promise<Reading> => {
    if (isClosed) throw new Error("The feed parser is closed");
    worker ??= await startWorker(parts);
    worker.ref();
    const { reading, isSpent } = await runJob(worker, job, timeoutMs);
    if (isSpent) await discard();
    else worker?.unref(); // an idle worker keeps no process alive
    if (reading instanceof Error) throw reading;
    return reading;
  };

  return {
    parse: (bytes, meta) => {
      const turn = previous.then(() => runNext({ bytes, meta }));
      previous = turn.catch(() => {}); // the caller of this turn gets its error; the next turn goes on
      return turn;
    },
    close: async () => {
      isClosed = true;
      await discard();
    },
  };
}

function startWorker({ workerUrl, memoryMb = 256 }: FeedParserParts): Promise<Worker> {
  // The room for new objects that this process was started with would overrule the worker's own; ours stays what it is.
  setFlagsFromString("--max-semi-space-size=0");
  const worker = new Worker(workerUrl, {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 },
  });
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", () => {
      worker.off("error", reject);
      worker.on("error", () => {}); // each job listens for itself; what a worker says while it is ended is of no interest
      resolve(worker);
    });
  });
}

interface Outcome {
  /** An Error is a bug. */
  readonly reading: Reading | Error;
  /** The worker is dead or still busy with this job. */
  readonly isSpent: boolean;
}

function runJob(worker: Worker, job: ParseJob, timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    let draft: ParsedFeed | null = null;
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      resolve(outcome);
    };
    const onMessage = (report: ParseReport) => {
      if (report.kind === "draft") draft = report.feed;
      if (report.kind === "result") end({ reading: report.result, isSpent: false });
      if (report.kind === "bug") end({ reading: new Error(report.message), isSpent: false });
    };
    const onError = (error: Error & { code?: string }) => {
      const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      end({ reading: isMemory ? (draft ?? feedError("too_large")) : error, isSpent: true });
    };
    const onExit = () => end({ reading: new Error("The feed parser was closed while it read a feed"), isSpent: true });
    const timer = setTimeout(() => end({ reading: draft ?? feedError("too_slow"), isSpent: true }), timeoutMs);
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(job);
  });
}
