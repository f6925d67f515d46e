import type { Call } from "../handlers.ts";
import { beginSpan, extendSpan } from "../store/running-span.ts";
import { connectSampleAccount } from "./connect-account.ts";
import { closeCopies } from "./close-copies.ts";
import { moveClock } from "./move-clock.ts";
import { openDesk, personWith } from "./open-desk.ts";
import type { SampleBuild } from "./open-desk.ts";
import { callOf } from "./replay.ts";
import type { Replay } from "./replay.ts";
import { createReplayClock } from "./replay-clock.ts";
import { noteContacts } from "./run-contacts.ts";
import { runSampleCommand } from "./run-command.ts";
import { writeSampleNow } from "./sample-now.ts";
import { setRight } from "./set-right.ts";
import { timelineOf } from "./timeline.ts";
import type { Step } from "./timeline.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Builds the sample into an empty file: sets the desk up four weeks ago, then lets everything come in and be done again
 * on the history's own clock, through the same doors as in a running desk. Throws when the history cannot be replayed.
 */
export async function buildSample(build: SampleBuild): Promise<Replay> {
  const now = Math.floor(build.now / minuteMs) * minuteMs;
  const steps = timelineOf(build.content, now);
  const start = (steps[0]?.at ?? now) - hourMs;
  const clock = createReplayClock(start);
  // The file is thrown away when anything fails, so nothing has to survive a power cut before its end.
  build.store.raw.pragma("synchronous = OFF");
  const replay = await openDesk(build, { clock, now });
  const span = await build.store.write((trx) => beginSpan(trx, start));
  await pollAll(replay);
  const listen = () => build.store.write((trx) => extendSpan(trx, span, clock.now()));
  await replaySteps(replay, steps, { start, now, onDay: build.onDay, listen });
  await moveClock(replay, now);
  await pollAll(replay);
  // A customer system that was too busy for two lines takes the others all the same.
  replay.sender.tryNow();
  await replay.sender.drain();
  await noteContacts(replay, personWith(replay.people, "admin"));
  await connectSampleAccount(replay, build.account);
  await listen();
  await replay.alarmWatch.look();
  build.store.raw.pragma("synchronous = FULL");
  build.store.raw.pragma("wal_checkpoint(TRUNCATE)");
  await build.store.write((trx) => writeSampleNow(trx, now));
  return replay;
}

type Span = {
  readonly start: number;
  readonly now: number;
  readonly onDay: SampleBuild["onDay"];
  /** Notes that the desk listened until now. */
  readonly listen: () => Promise<void>;
};

async function replaySteps(replay: Replay, steps: readonly Step[], { start, now, onDay, listen }: Span): Promise<void> {
  const days = Math.ceil((now - start) / dayMs);
  let day = 0;
  for (const step of steps) {
    const today = Math.ceil((step.at - start) / dayMs);
    if (today > day) onDay?.((day = today), days);
    // A desk that is open meanwhile gets its turn.
    await new Promise(setImmediate);
    await moveClock(replay, step.at);
    if (step.kind !== "poll") {
      await runStep(replay, step.command);
      continue;
    }
    await pollFor(replay, step);
    await listen();
    await replay.alarmWatch.look();
  }
}

async function pollFor(replay: Replay, { items }: Extract<Step, { readonly kind: "poll" }>): Promise<void> {
  await poll(
    replay,
    [...new Set(items.map(({ source }) => source))].flatMap((key) => replay.sourceIds.get(key) ?? []),
  );
  for (const { key } of items) {
    replay.unseen.add(key);
    const first = replay.firstCopies.get(key);
    if (first !== undefined) replay.copies.set(key, first);
  }
}

/** Before everything they are empty, so that nothing of the four weeks counts as found in an archive; at the end nothing is new. */
function pollAll(replay: Replay): Promise<void> {
  return poll(replay, [...replay.sourceIds.values()]);
}

async function poll({ engine, people }: Replay, ids: readonly string[]): Promise<void> {
  const report = await engine.handlers["sources.poll"]({ ids: [...ids], all: false }, personWith(people, "admin"));
  if (report.failed > 0) throw new Error("A feed of the sample could not be read");
}

async function runStep(replay: Replay, command: Extract<Step, { readonly kind: "command" }>["command"]): Promise<void> {
  try {
    const isAtWork = command.by !== "engine" && command.do !== "openShift";
    if (isAtWork) await lookAround(replay, callOf(replay, command.by));
    await runSampleCommand(replay, command);
  } catch (cause) {
    const of = "item" in command ? ` ${command.item}` : "";
    throw new Error(`The sample's history cannot ${command.do}${of} at ${new Date(command.at).toISOString()}`, {
      cause,
    });
  }
}

async function lookAround(replay: Replay, call: Call): Promise<void> {
  await setRight(replay, call);
  await closeCopies(replay, call);
}
