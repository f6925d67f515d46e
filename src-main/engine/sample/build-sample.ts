import type { Classify } from "../../domain/sentiment/sentiment.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CrmConnectors } from "../../ports/crm-connector.ts";
import type { Http } from "../../ports/http.ts";
import type { SampleContent } from "../../ports/sample-content.ts";
import type { Secrets } from "../../ports/secrets.ts";
import type { Signer } from "../../ports/signer.ts";
import { createBreachWatch } from "../cases/breach-watch.ts";
import { createSnoozeWaker } from "../cases/snooze-waker.ts";
import { createCrmSender } from "../crm/sender.ts";
import { createEngine } from "../engine.ts";
import type { Engine } from "../engine.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { parseFeed } from "../sources/feed/parse.ts";
import { listScripts } from "../store/script.ts";
import { listSources } from "../store/source.ts";
import type { Say } from "../store/mention-shape.ts";
import { beginSpan, extendSpan } from "../store/running-span.ts";
import { createWorkspace } from "../workspace/create.ts";
import { closeCopies, firstCopies } from "./close-copies.ts";
import { moveClock } from "./move-clock.ts";
import { callOf } from "./replay.ts";
import type { Replay } from "./replay.ts";
import { createReplayClock } from "./replay-clock.ts";
import type { ReplayClock } from "./replay-clock.ts";
import { runSampleCommand } from "./run-command.ts";
import { writeSampleNow } from "./sample-now.ts";
import { addSampleBooks, addSamplePeople } from "./set-up.ts";
import type { SamplePeople } from "./set-up.ts";
import { setRight } from "./set-right.ts";
import { timelineOf } from "./timeline.ts";
import type { Step } from "./timeline.ts";

/** What stands around the sample: its feeds, its customer system, its keys. */
export type SampleWorld = {
  readonly http: Http;
  readonly secrets: Secrets;
  readonly signer: Signer;
  readonly connectors: CrmConnectors;
};

export type SampleBuild = Pick<Parts, "store" | "ids" | "log"> & {
  readonly content: SampleContent;
  /** The end of the four weeks; cut to its minute. */
  readonly now: number;
  readonly classify: Classify;
  readonly say: Say;
  /** The same outside as afterwards, but on the history's own clock; `now` as cut. */
  readonly world: (clock: Clock, now: number) => SampleWorld;
  /** The signing secret of the customer system. */
  readonly crmSecret: string;
  /** Told after each day of the history. */
  readonly onDay?: (day: number, days: number) => void;
};

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
  await replaySteps(replay, steps, { start, now, onDay: build.onDay });
  await moveClock(replay, now);
  await pollAll(replay);
  await build.store.write((trx) => extendSpan(trx, span, now));
  build.store.raw.pragma("wal_checkpoint(TRUNCATE)");
  build.store.raw.pragma("synchronous = FULL");
  await build.store.write((trx) => writeSampleNow(trx, now));
  return replay;
}

async function openDesk(build: SampleBuild, { clock, now }: { readonly clock: ReplayClock; readonly now: number }): Promise<Replay> {
  const { store, ids, log, content, classify, say } = build;
  const world = build.world(clock, now);
  const engine = createEngine({
    ...{ store, clock, ids, log, classify, say, ...world },
    feedParser: { parse: parseFeed },
    workspaceName: "sample",
    openSample: insideOut,
    leaveSample: insideOut,
  });
  const { parts } = engine;
  const timeZone = content.calendar(now).timeZone;
  await createWorkspace(parts, { kind: "sample", timeZone, firstPerson: null, starterRules: [], starterScripts: [] });
  const people = await addSamplePeople(parts, content);
  await addSampleBooks(parts, content);
  await saveSettings(engine, people, build);
  const [sources, scripts] = [await listSources(store.read), await listScripts(store.read)];
  await approveTemplates(engine, people, scripts);
  return {
    ...{ engine, clock, content, people },
    items: new Map(content.items(now).map((item) => [item.key, { ...item, link: new URL(item.link).href }])),
    sourceIds: new Map(sources.map(({ key, id }) => [key ?? "", id])),
    scriptIds: new Map(scripts.map(({ key, id }) => [key, id])),
    breachWatch: createBreachWatch(parts),
    snoozeWaker: createSnoozeWaker(parts),
    sender: createCrmSender(parts, world.connectors),
    goOnInPrivate: new Set(content.commands(now).flatMap((command) => (command.do === "handToPrivate" ? [command.reply] : []))),
    replies: new Map(),
    unseen: new Set(),
    firstCopies: firstCopies(content, now),
    copies: new Map(),
  };
}

const insideOut = (): Promise<never> => Promise.reject(new Error("The sample is being built"));

/** Minutes between approval and posting that the history keeps to. */
const holdMinutes = 3;

async function saveSettings({ handlers, parts }: Engine, people: SamplePeople, { content, now, crmSecret }: SampleBuild): Promise<void> {
  const admin = personWith(people, "admin");
  const commandId = () => parts.ids.ulid(parts.clock.now());
  const { version } = await handlers["settings.get"]({}, admin);
  const { brand, targets, crm } = content;
  const change = { brand, targets, calendar: content.calendar(now), holdMinutes };
  await handlers["settings.save"]({ commandId: commandId(), version, change }, admin);
  await handlers["settings.dismissSetup"]({ commandId: commandId(), dismissed: true }, admin);
  const config = { kind: "webhook", url: crm.url } as const;
  await handlers["crm.saveTarget"]({ commandId: commandId(), name: crm.name, config, enabled: true, secret: crmSecret }, admin);
}

async function approveTemplates({ handlers, parts }: Engine, people: SamplePeople, scripts: Awaited<ReturnType<typeof listScripts>>): Promise<void> {
  const voice = personWith(people, "corpcomm");
  for (const { id, version } of scripts.filter(({ approval }) => approval.approvers === 0)) {
    await handlers["playbook.approveTemplate"]({ commandId: parts.ids.ulid(parts.clock.now()), id, version }, voice);
  }
}

function personWith(people: SamplePeople, role: "admin" | "corpcomm") {
  const call = [...people.values()].find(({ person }) => person?.roles.includes(role));
  if (!call) throw new Error(`Nobody at the sample's desk is ${role}`);
  return call;
}

type Span = { readonly start: number; readonly now: number; readonly onDay: SampleBuild["onDay"] };

async function replaySteps(replay: Replay, steps: readonly Step[], { start, now, onDay }: Span): Promise<void> {
  const days = Math.ceil((now - start) / dayMs);
  let day = 0;
  for (const step of steps) {
    const today = Math.ceil((step.at - start) / dayMs);
    if (today > day) onDay?.((day = today), days);
    // A desk that is open meanwhile gets its turn.
    await new Promise(setImmediate);
    await moveClock(replay, step.at);
    if (step.kind === "poll") await pollFor(replay, step);
    else await runStep(replay, step.command);
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
    throw new Error(`The sample's history cannot ${command.do}${of} at ${new Date(command.at).toISOString()}`, { cause });
  }
}

async function lookAround(replay: Replay, call: Call): Promise<void> {
  await setRight(replay, call);
  await closeCopies(replay, call);
}
