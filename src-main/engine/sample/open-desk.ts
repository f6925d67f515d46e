import type { SentimentModel } from "../../domain/sentiment/sentiment-model.ts";
import type { Clock } from "../../ports/clock.ts";
import type { CrmConnectors } from "../../ports/crm-connector.ts";
import type { Http } from "../../ports/http.ts";
import type { AccountDoors, ReplyPublishers } from "../../ports/reply-publisher.ts";
import type { SampleContent } from "../../ports/sample-content.ts";
import type { Secrets } from "../../ports/secrets.ts";
import type { Signer } from "../../ports/signer.ts";
import { createAlarmWatch } from "../alarms/alarm-watch.ts";
import { createBreachWatch } from "../cases/breach-watch.ts";
import { createWarnWatch } from "../cases/warn-watch.ts";
import { createSnoozeWaker } from "../cases/snooze-waker.ts";
import { createCrmSender } from "../crm/sender.ts";
import { noDoor } from "../displays/no-door.ts";
import { createEngine } from "../engine.ts";
import type { Engine } from "../engine.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { createPrivateReminder } from "../private-path/reminder.ts";
import { parseFeed } from "../sources/feed/parse.ts";
import type { Say } from "../store/mention-shape.ts";
import { listScripts } from "../store/script.ts";
import { listSources } from "../store/source.ts";
import { createWorkspace } from "../workspace/create.ts";
import { firstCopies } from "./close-copies.ts";
import type { Replay } from "./replay.ts";
import type { ReplayClock } from "./replay-clock.ts";
import type { SampleAccount } from "./connect-account.ts";
import { addSampleContacts } from "./run-contacts.ts";
import { addSampleBooks, addSamplePeople } from "./set-up.ts";
import type { SamplePeople } from "./set-up.ts";

/** What stands around the sample: its feeds, its customer system, its keys. */
export type SampleWorld = {
  readonly http: Http;
  readonly secrets: Secrets;
  readonly signer: Signer;
  readonly connectors: CrmConnectors;
  readonly publishers: ReplyPublishers;
  readonly accountDoors: AccountDoors;
};

export type SampleBuild = Pick<Parts, "store" | "ids" | "log"> & {
  readonly content: SampleContent;
  /** The end of the four weeks; cut to its minute. */
  readonly now: number;
  readonly sentimentModel: SentimentModel;
  readonly say: Say;
  /** The same outside as afterwards, but on the history's own clock; `now` as cut. */
  readonly world: (clock: Clock, now: number) => SampleWorld;
  /** The firm's account on the sample's own network. */
  readonly account: SampleAccount;
  /** The signing secret of the customer system. */
  readonly crmSecret: string;
  /** Told after each day of the history. */
  readonly onDay?: (day: number, days: number) => void;
};

/** Sets up the desk of four weeks ago: people, hours, books, sources, the way to the customer system. */
export async function openDesk(
  build: SampleBuild,
  { clock, now }: { readonly clock: ReplayClock; readonly now: number },
): Promise<Replay> {
  const { store, ids, log, content, sentimentModel, say } = build;
  const world = build.world(clock, now);
  const engine = createEngine({
    ...{ store, clock, ids, log, sentimentModel, say, ...world },
    // The history ends before anything is learned from it: that begins when the sample is opened.
    trainer: { learn: insideOut },
    feedParser: { parse: parseFeed },
    // Nothing leaves the desk while the history is replayed.
    exportFolder: { begin: insideOut, read: insideOut, sweep: insideOut },
    tableWriters: { xlsx: insideOut, pdf: insideOut },
    appVersion: "",
    // Nobody tries a key while the history is replayed.
    trialKeys: { lend: () => () => {} },
    workspaceName: "sample",
    door: noDoor,
    openSample: insideOut,
    leaveSample: insideOut,
  });
  const { parts } = engine;
  const timeZone = content.calendar(now).timeZone;
  await createWorkspace(parts, { kind: "sample", timeZone, firstPerson: null, starterRules: [], starterScripts: [] });
  const people = await addSamplePeople(parts, content);
  await addSampleBooks(parts, content);
  await saveSettings(engine, people, build);
  const contactIds = await addSampleContacts(engine, personWith(people, "admin"), content);
  const [sources, scripts] = [await listSources(store.read), await listScripts(store.read)];
  await approveTemplates(engine, people, scripts);
  return {
    ...{ engine, clock, content, people },
    items: new Map(content.items(now).map((item) => [item.key, { ...item, link: new URL(item.link).href }])),
    sourceIds: new Map(sources.map(({ key, id }) => [key ?? "", id])),
    scriptIds: new Map(scripts.map(({ key, id }) => [key, id])),
    contactIds,
    alarmWatch: createAlarmWatch(parts, { isReplay: true }),
    breachWatch: createBreachWatch(parts),
    warnWatch: createWarnWatch(parts),
    snoozeWaker: createSnoozeWaker(parts),
    privateReminder: createPrivateReminder(parts),
    sender: createCrmSender(parts, world.connectors),
    goOnInPrivate: new Set(
      content.commands(now).flatMap((command) => (command.do === "handToPrivate" ? [command.reply] : [])),
    ),
    lastTalks: new Map(
      content
        .commands(now)
        .flatMap((command) => (command.do === "logInteraction" ? [[command.contact, command.at]] : [])),
    ),
    replies: new Map(),
    unseen: new Set(),
    firstCopies: firstCopies(content, now),
    copies: new Map(),
  };
}

const insideOut = (): Promise<never> => Promise.reject(new Error("The sample is being built"));

/** Minutes between approval and posting that the history keeps to. */
const holdMinutes = 3;

async function saveSettings(
  { handlers, parts }: Engine,
  people: SamplePeople,
  { content, now, crmSecret }: SampleBuild,
): Promise<void> {
  const admin = personWith(people, "admin");
  const commandId = () => parts.ids.ulid(parts.clock.now());
  const { version } = await handlers["settings.get"]({}, admin);
  const { brand, targets, crm } = content;
  // The country of numbers is that of the desk's time zone.
  const contacts = { country: "" };
  const change = { brand, targets, contacts, calendar: content.calendar(now), holdMinutes };
  await handlers["settings.save"]({ commandId: commandId(), version, change }, admin);
  const { guidelines: text } = content;
  await handlers["playbook.saveGuidelines"](
    { commandId: commandId(), version: 0, text },
    personWith(people, "corpcomm"),
  );
  await handlers["settings.dismissSetup"]({ commandId: commandId(), dismissed: true }, admin);
  const config = { kind: "webhook", url: crm.url } as const;
  await handlers["crm.saveTarget"](
    { commandId: commandId(), name: crm.name, config, enabled: true, secret: crmSecret },
    admin,
  );
}

async function approveTemplates(
  { handlers, parts }: Engine,
  people: SamplePeople,
  scripts: Awaited<ReturnType<typeof listScripts>>,
): Promise<void> {
  const voice = personWith(people, "corpcomm");
  for (const { id, version } of scripts.filter(({ approval }) => approval.approvers === 0)) {
    await handlers["playbook.approveTemplate"]({ commandId: parts.ids.ulid(parts.clock.now()), id, version }, voice);
  }
}

export function personWith(people: SamplePeople, role: "admin" | "corpcomm"): Call {
  const call = [...people.values()].find(({ person }) => person?.roles.includes(role));
  if (!call) throw new Error(`Nobody at the sample's desk is ${role}`);
  return call;
}
