import type { ActResumer } from "./triage/resume-acts.ts";
import type { createRunningLog } from "./workspace/running.ts";
import type { createOfflineLog } from "./workspace/offline-log.ts";
import type { createIntake } from "./intake.ts";
import type { createByHand } from "./by-hand/index.ts";
import type { AlarmWatch } from "./alarms/alarm-watch.ts";
import type { Topics } from "./topics/index.ts";
import type { Learning } from "./learning/index.ts";
import type { Presence } from "./presence/index.ts";
import type { createCrmSender } from "./crm/sender.ts";
import type { ReplyOutbox } from "./publishing/outbox.ts";
import type { Contacts } from "./contacts/index.ts";
import type { CrmProfiles } from "./crm/profiles.ts";
import type { Figures } from "./figures.ts";
import type { Parts } from "./parts.ts";
import { createHoldWatch } from "./replies/hold-watch.ts";
import { createBreachWatch } from "./cases/breach-watch.ts";
import { createWarnWatch } from "./cases/warn-watch.ts";
import { createSnoozeWaker } from "./cases/snooze-waker.ts";
import { createPrivateReminder } from "./private-path/reminder.ts";
import { createProofReminder } from "./publishing/proof-reminder.ts";
import { createPromiseWatch } from "./promises/promise-watch.ts";

/** What goes on beside the nouns. */
export type Beside = {
  readonly resumer: ActResumer;
  readonly running: ReturnType<typeof createRunningLog>;
  readonly offline: ReturnType<typeof createOfflineLog>;
};

export type Life = {
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly idle: () => Promise<void>;
};

/** What goes on by itself, from the start to the stop. */
export function lifeOf(
  { parts, intake, byHand, sender, outbox, alarmWatch, learning, presence, contacts, profiles, figures }: Nouns,
  { running, offline, resumer }: Beside,
): Life {
  const loops = [
    ...[intake, byHand, sender, outbox, alarmWatch, learning, contacts, profiles, offline, resumer],
    figures,
    ...[createHoldWatch(parts), createBreachWatch(parts), createWarnWatch(parts)],
    ...[createSnoozeWaker(parts), createPrivateReminder(parts), createProofReminder(parts)],
    createPromiseWatch(parts),
  ];
  let isStarted = false;
  return {
    start: async () => {
      isStarted = true;
      await running.start();
      for (const loop of loops) loop.start();
    },
    stop: async () => {
      presence.stop();
      for (const loop of loops) await loop.stop();
      if (isStarted) await running.stop();
    },
    idle: async () => {
      await intake.idle();
      await byHand.idle();
      await learning.idle();
      await contacts.idle();
      await resumer.idle();
      await figures.idle();
      if (isStarted) {
        await outbox.drain();
        await sender.drain();
        await profiles.idle();
      }
    },
  };
}

/** The nouns that have a life of their own. */
export type Nouns = {
  readonly parts: Parts;
  readonly intake: ReturnType<typeof createIntake>;
  readonly byHand: ReturnType<typeof createByHand>;
  readonly alarmWatch: AlarmWatch;
  readonly topics: Topics;
  readonly learning: Learning;
  readonly presence: Presence;
  readonly sender: ReturnType<typeof createCrmSender>;
  readonly outbox: ReplyOutbox;
  readonly contacts: Contacts;
  readonly profiles: CrmProfiles;
  readonly figures: Figures;
};
