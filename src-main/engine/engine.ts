import type { Topic } from "../contract/changes.ts";
import type { Output, Parsed } from "../contract/methods.ts";
import type { SentimentModel } from "../domain/sentiment/sentiment-model.ts";
import type { BrowserDoor } from "../ports/browser-door.ts";
import type { CrmConnectors } from "../ports/crm-connector.ts";
import type { ExportFolder } from "../ports/export-folder.ts";
import type { Http } from "../ports/http.ts";
import type { AccountDoors, ReplyPublishers } from "../ports/reply-publisher.ts";
import type { Secrets, TrialKeys } from "../ports/secrets.ts";
import type { Signer } from "../ports/signer.ts";
import type { TableWriters } from "../ports/table-writer.ts";
import { createAccounts } from "./accounts/index.ts";
import { createAlarmWatch } from "./alarms/alarm-watch.ts";
import { createAlarms } from "./alarms/index.ts";
import { createByHand } from "./by-hand/index.ts";
import { createCases } from "./cases/index.ts";
import { createChecks } from "./checks/index.ts";
import { createClaims } from "./claims/index.ts";
import { createContacts } from "./contacts/index.ts";
import { createConversations } from "./conversations/index.ts";
import { createFirstLook } from "./crm/first-look.ts";
import { followAct } from "./crm/follow-acts.ts";
import { createCrm } from "./crm/index.ts";
import { createCrmProfiles } from "./crm/profiles.ts";
import { createCrmLogging } from "./crm/logging.ts";
import { createCrmSender } from "./crm/sender.ts";
import { guardActs } from "./departments/guard-acts.ts";
import { createDepartments } from "./departments/index.ts";
import { createDisplays } from "./displays/index.ts";
import { createFigures } from "./figures.ts";
import type { Handlers } from "./handlers.ts";
import { createHolidays } from "./holidays/index.ts";
import { createIntake } from "./intake.ts";
import { createDeskModels } from "./learning/desk-models.ts";
import { createPrivatePath } from "./private-path/index.ts";
import { lifeOf } from "./life.ts";
import type { Nouns } from "./life.ts";
import { createLines } from "./lines/index.ts";
import { createLookUp } from "./look-up/index.ts";
import { createLearning } from "./learning/index.ts";
import type { Trainer } from "./learning/trainer.ts";
import type { Parts } from "./parts.ts";
import { createNotices } from "./notices/index.ts";
import { createPeople } from "./people/index.ts";
import { createKiosk } from "./people/kiosk-pin.ts";
import { resetPin } from "./people/reset-pin.ts";
import type { PinReset } from "./people/reset-pin.ts";
import { createSignIn } from "./people/sign-in.ts";
import { createPlaybook } from "./playbook/index.ts";
import { createPromises } from "./promises/index.ts";
import { createPolicy } from "./policy/index.ts";
import { createPreferences } from "./preferences/index.ts";
import { createPresence } from "./presence/index.ts";
import { createPublishing } from "./publishing/index.ts";
import { createReplyOutbox } from "./publishing/outbox.ts";
import { createReplies } from "./replies/index.ts";
import { createSettings } from "./settings/index.ts";
import { createStatus } from "./settings/status.ts";
import { createShifts } from "./shifts/index.ts";
import type { FeedParser } from "./sources/feed/feed-parser.ts";
import type { Say } from "./store/mention-shape.ts";
import { firstMention } from "./store/mention-detail.ts";
import { readSettings } from "./store/setting.ts";
import { storyRows } from "./store/story-row.ts";
import { createStories } from "./stories/index.ts";
import { createTopics } from "./topics/index.ts";
import { createTriage } from "./triage/index.ts";
import { createActResumer } from "./triage/resume-acts.ts";
import { createLabels } from "./labels/index.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { createMacros } from "./macros/index.ts";
import { createSavedViews } from "./saved-views/index.ts";
import { createMentions } from "./triage/mentions.ts";
import { createWallboard } from "./wallboard/index.ts";
import { createOfflineLog } from "./workspace/offline-log.ts";
import { createRunningLog } from "./workspace/running.ts";

/** Opening and leaving the sample puts another engine in this one's place, and browsers come in by servers: the host does both. */
export type WorkspaceDoors = {
  readonly door: BrowserDoor;
  readonly openSample: () => Promise<Output<"workspace.openSample">>;
  readonly leaveSample: (input: Parsed<"workspace.leaveSample">) => Promise<Output<"workspace.leaveSample">>;
};

export type EngineParts = Omit<Parts, "changed"> &
  WorkspaceDoors & {
    readonly http: Http;
    readonly feedParser: Pick<FeedParser, "parse">;
    readonly sentimentModel: SentimentModel;
    /** Learns from what people correct and move, away from this thread. */
    readonly trainer: Pick<Trainer, "learn">;
    readonly secrets: Secrets;
    readonly signer: Signer;
    readonly exportFolder: ExportFolder;
    readonly tableWriters: TableWriters;
    readonly appVersion: string;
    readonly connectors: CrmConnectors;
    /** Over the secrets of the connectors: a key can be tried before it is kept. */
    readonly trialKeys: TrialKeys;
    /** The networks on which the desk posts by itself, and how accounts there are connected. */
    readonly publishers: ReplyPublishers;
    readonly accountDoors: AccountDoors;
    readonly say: Say;
    readonly workspaceName: string;
  };

export type Engine = {
  readonly handlers: Handlers;
  /** What use cases are given: for building a workspace from a history, and for tests. */
  readonly parts: Parts;
  /** Polling, sending, waking and watching begin, and go on by themselves until `stop`. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Resolves when no poll, re-matching or delivery is under way. */
  readonly idle: () => Promise<void>;
  /** The computer is awake, or has a network, again: what is due is looked at now, and not at the next turn. */
  readonly wake: () => void;
  readonly onChange: (listener: (topics: readonly Topic[]) => void) => () => void;
  readonly resetPin: (reset: PinReset) => Promise<void>;
};

/** All nouns of the desk over one workspace. */
export function createEngine(given: EngineParts): Engine {
  const listeners = new Set<(topics: readonly Topic[]) => void>();
  let wasOffline = false;
  const changed = (...topics: readonly Topic[]) => {
    for (const listener of listeners) listener(topics);
    // Something came in.
    if (topics.includes("triage") && topics.includes("wallboard")) alarmWatch.soon();
    const isOffline = intake.network.state() === "offline";
    const isBack = wasOffline && !isOffline;
    wasOffline = isOffline;
    offline.changed();
    // A hold may be over, an account may be back.
    if (topics.includes("approvals")) outbox.nudge();
    if (isBack) {
      const failed = (cause: unknown) => given.log.error("outbox.wake_failed", { error: String(cause) });
      sender.networkIsBack().catch(failed);
      outbox.networkIsBack().catch(failed);
      profiles.networkIsBack().catch(failed);
    }
  };
  const follow = {
    inside: followAct,
    after: () => {
      changed("outbox", "case", "status");
      sender.nudge();
    },
  };
  const parts: Parts = { store: given.store, clock: given.clock, ids: given.ids, log: given.log, changed, follow };
  const { http, secrets, sentimentModel, trainer, feedParser: feeds } = given;
  const deskModels = createDeskModels(sentimentModel);
  const publishers = oneAtATime(given.publishers);
  const intake = createIntake({ ...parts, http, secrets, publishers, deskModels, feeds });
  const learning = createLearning({ ...parts, sentimentModel, trainer, deskModels });
  const sender = createCrmSender(parts, given.connectors);
  const outbox = createReplyOutbox({ ...parts, publishers, nudgeSender: sender.nudge });
  const profiles = createCrmProfiles(parts, { connectors: given.connectors, network: intake.network });
  const byHand = createByHand({ ...parts, understandings: intake.understandings, say: given.say });
  const alarmWatch = createAlarmWatch(parts);
  const presence = createPresence(parts);
  const offline = createOfflineLog(parts, intake.network);
  const topics = createTopics(parts);
  const contacts = createContacts(parts);
  const figures = createFigures({ ...given, ...parts });
  for (const { onChange } of [topics, contacts, figures]) listeners.add(onChange);
  const looking = { alarmWatch, topics, learning, presence };
  const nouns = { parts, intake, byHand, sender, outbox, contacts, profiles, figures, ...looking };
  const handlers = composeHandlers(given, nouns);
  const beside = { running: createRunningLog(parts), offline, resumer: createActResumer(parts, handlers) };
  return {
    handlers,
    parts,
    ...lifeOf(nouns, beside),
    wake: () => {
      intake.wake();
      outbox.nudge();
      figures.wake();
    },
    onChange: listenersOf(listeners),
    resetPin: (reset) => resetPin(parts, reset),
  };
}

function listenersOf<Listener>(listeners: Set<Listener>): (listener: Listener) => () => void {
  return (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
}

function composeHandlers(
  given: EngineParts,
  { parts, intake, byHand, sender, outbox, alarmWatch, topics, learning, presence, contacts, profiles, figures }: Nouns,
): Handlers {
  const { say, workspaceName, connectors, trialKeys, secrets, publishers, accountDoors } = given;
  const { store, clock } = parts;
  const asOf = async () => ({ now: clock.now(), settings: (await readSettings(store.read)).settings });
  const cards = {
    storyRows: async (rowIds: readonly number[]) => storyRows(store.read, rowIds, await asOf()),
    original: (storyId: string) => firstMention(store.read, storyId),
  };
  return guardActs(parts, {
    ...createSignIn({ ...parts, workspaceName, leave: presence.leave }),
    ...createKiosk(parts),
    ...createPeople(parts),
    ...createPreferences(parts),
    ...createNotices(parts),
    ...createSettings(parts),
    ...createStatus({ ...parts, workspaceName, network: intake.network, sourceStates: intake.sourceStates }),
    "workspace.openSample": given.openSample,
    "workspace.leaveSample": given.leaveSample,
    ...intake.handlers,
    ...byHand.handlers,
    ...topics.handlers,
    ...contacts.handlers,
    ...profiles.handlers,
    ...learning.handlers,
    ...createLabels(parts),
    ...createSavedViews(parts),
    ...createMacros(parts),
    ...createTriage({ ...parts, topicStories: topics.storiesOf }),
    ...createMentions({ ...parts, say }),
    ...createStories(parts),
    ...createCases(parts),
    ...createConversations(parts),
    ...createHolidays(parts),
    ...presence.handlers,
    ...createClaims(parts),
    ...createDepartments(parts),
    ...createLookUp(parts),
    ...createLines(parts),
    ...createPromises(parts),
    ...createPrivatePath(parts),
    ...createChecks(parts),
    ...createPlaybook(parts),
    ...createPolicy(parts),
    ...createReplies({ ...parts, cards, nudgeSender: sender.nudge }),
    ...createPublishing({ ...parts, outbox, nudgeSender: sender.nudge }),
    ...createAccounts({ ...parts, secrets, publishers, doors: accountDoors, nudgeOutbox: outbox.nudge }),
    ...createCrm({ ...parts, secrets, trialKeys, connectors, sender, say }),
    ...createCrmLogging(parts, sender),
    ...createFirstLook({ ...parts, connectors, sender }),
    ...createWallboard({ ...parts, network: intake.network }),
    ...createDisplays({ ...parts, door: given.door }),
    ...createAlarms({ ...parts, watch: alarmWatch }),
    ...createShifts({ ...parts, say }),
    ...figures.handlers,
    ...erasing({ contacts, figures }),
  } satisfies Handlers);
}

/** Whoever is erased leaves the files that are kept, too. */
function erasing({ contacts, figures }: Pick<Nouns, "contacts" | "figures">): Pick<Handlers, "contacts.erase"> {
  return {
    "contacts.erase": async (input, call) => {
      const erased = await contacts.handlers["contacts.erase"](input, call);
      await figures.forgetFiles();
      return erased;
    },
  };
}
