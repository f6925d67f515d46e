import { Worker } from "node:worker_threads";
import type { LearningOutcome } from "../../contract/methods/learning.ts";
import type { LearningTask, Taught } from "./learn.ts";

/** From the worker to the engine. */
export type LearningReport =
  | { readonly kind: "taught"; readonly taught: Taught }
  | { readonly kind: "bug"; readonly message: string };

/** Learning that did not come to an end: too much time, too much memory, or a worker that broke. */
export type LearningTrouble = {
  readonly trouble: Extract<LearningOutcome, "too_slow" | "too_large" | "broke">;
  /** For the log. */
  readonly detail: string;
};

export type Trainer = {
  /** Always a value: what was taught, or why nothing was. Nothing that happens to the worker reaches its caller as an exception. */
  readonly learn: (task: LearningTask) => Promise<Taught | LearningTrouble>;
  /** Ends what is under way; its answer is trouble. */
  readonly close: () => Promise<void>;
};

export type TrainerParts = {
  /** The worker's file, as built or as source: only the host knows which. */
  readonly workerUrl: URL;
  /** Milliseconds for one try, start of the worker included. Default 30,000. */
  readonly timeoutMs?: number;
  /** Limit of the worker's heap. Default 512. */
  readonly memoryMb?: number;
};

/** Learns away from the engine's thread, in a worker that lives for one try: what hangs or breaks is ended and told of. */
export function createTrainer({ workerUrl, timeoutMs = 30_000, memoryMb = 512 }: TrainerParts): Trainer {
  const running = new Set<Worker>();
  return {
    learn: async (task) => {
      const worker = new Worker(workerUrl, { resourceLimits: { maxOldGenerationSizeMb: memoryMb }, workerData: task });
      running.add(worker);
      try {
        return await answerOf(worker, timeoutMs);
      } finally {
        running.delete(worker);
        await worker.terminate();
      }
    },
    close: async () => {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

function answerOf(worker: Worker, timeoutMs: number): Promise<Taught | LearningTrouble> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ trouble: "too_slow", detail: `no answer in ${timeoutMs} ms` }), timeoutMs);
    const end = (answer: Taught | LearningTrouble) => {
      clearTimeout(timer);
      resolve(answer);
    };
    worker.on("message", (report: LearningReport) =>
      end(report.kind === "taught" ? report.taught : { trouble: "broke", detail: report.message }),
    );
    worker.on("error", (error: Error & { code?: string }) =>
      end({ trouble: error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "too_large" : "broke", detail: String(error) }),
    );
    worker.on("exit", (code) => end({ trouble: "broke", detail: `the worker ended with ${code}` }));
  });
}
