import { foundation } from "./0001-foundation.ts";
import { people } from "./0002-people.ts";
import { sources } from "./0003-sources.ts";
import { understanding } from "./0004-understanding.ts";
import { mentions } from "./0005-mentions.ts";
import { cases } from "./0006-cases.ts";
import { replies } from "./0007-replies.ts";
import { crm } from "./0008-crm.ts";
import { shifts } from "./0009-shifts.ts";
import { politePolling } from "./0010-polite-polling.ts";
import { itemFacts } from "./0011-item-facts.ts";
import { nearText } from "./0012-near-text.ts";
import { sourceSettings } from "./0013-source-settings.ts";
import { byHand } from "./0014-by-hand.ts";
import { answeredCycles } from "./0015-answered-cycles.ts";
import { copiesByMention } from "./0016-copies-by-mention.ts";
import { watchVersions } from "./0017-watch-versions.ts";
import { ruleEffects } from "./0018-rule-effects.ts";
import { learning } from "./0019-learning.ts";
import { alarms } from "./0020-alarms.ts";
import { rawEntries } from "./0021-raw-entries.ts";
import { deskQueue } from "./0022-desk-queue.ts";
import { clocks } from "./0023-clocks.ts";
import { peopleAtWork } from "./0024-people-at-work.ts";
import { contacts } from "./0025-contacts.ts";
import { lookUp } from "./0026-look-up.ts";
import { privatePath } from "./0027-private-path.ts";
import { desktop } from "./0028-desktop.ts";
import { playbook } from "./0029-playbook.ts";
import { gate } from "./0030-gate.ts";
import { replyChecks } from "./0031-reply-checks.ts";
import { accounts } from "./0032-accounts.ts";
import { conversations } from "./0033-conversations.ts";
import { accountSources } from "./0034-account-sources.ts";
import { answeredAuthor } from "./0035-answered-author.ts";
import { crmRecords } from "./0036-crm-records.ts";
import { crmLogging } from "./0037-crm-logging.ts";
import { crmProfiles } from "./0038-crm-profiles.ts";
import { crmStrikes } from "./0039-crm-strikes.ts";
import { deskTime } from "./0040-desk-time.ts";
import { shiftHandover } from "./0041-shift-handover.ts";
import { displays } from "./0042-displays.ts";
import { savedReports } from "./0043-saved-reports.ts";
import { kpis } from "./0044-kpis.ts";
import type { Migration } from "./migration.ts";

/** All steps in order; step N brings user_version to N. */
export const migrations: readonly Migration[] = [
  foundation,
  people,
  sources,
  understanding,
  mentions,
  cases,
  replies,
  crm,
  shifts,
  politePolling,
  itemFacts,
  nearText,
  sourceSettings,
  byHand,
  answeredCycles,
  copiesByMention,
  watchVersions,
  ruleEffects,
  learning,
  alarms,
  rawEntries,
  deskQueue,
  clocks,
  peopleAtWork,
  contacts,
  lookUp,
  privatePath,
  desktop,
  playbook,
  gate,
  replyChecks,
  accounts,
  conversations,
  accountSources,
  answeredAuthor,
  crmRecords,
  crmLogging,
  crmProfiles,
  crmStrikes,
  deskTime,
  shiftHandover,
  displays,
  savedReports,
  kpis,
];
