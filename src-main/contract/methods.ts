import type { z } from "zod";
import { accountMethods } from "./methods/accounts.ts";
import { alarmMethods } from "./methods/alarms.ts";
import { byHandMethods } from "./methods/by-hand.ts";
import { caseMethods } from "./methods/cases.ts";
import { conversationMethods } from "./methods/conversations.ts";
import { checkMethods } from "./methods/checks.ts";
import { claimMethods } from "./methods/claims.ts";
import { holidayMethods } from "./methods/holidays.ts";
import { departmentMethods } from "./methods/departments.ts";
import { displayMethods } from "./methods/displays.ts";
import { lookUpMethods } from "./methods/look-up.ts";
import { learningMethods } from "./methods/learning.ts";
import { playbookMethods } from "./methods/playbook.ts";
import { noticeMethods } from "./methods/notices.ts";
import { preferenceMethods } from "./methods/preferences.ts";
import { presenceMethods } from "./methods/presence.ts";
import { policyMethods } from "./methods/policy.ts";
import { publishingMethods } from "./methods/publishing.ts";
import { replyMethods } from "./methods/replies.ts";
import { replyReviewMethods } from "./methods/reply-review.ts";
import { contactImportMethods } from "./methods/contact-imports.ts";
import { contactMethods } from "./methods/contacts.ts";
import { privatePathMethods } from "./methods/private-path.ts";
import { crmMethods } from "./methods/crm.ts";
import { contactErasureMethods } from "./methods/contact-erasure.ts";
import { crmLoggingMethods } from "./methods/crm-logging.ts";
import { crmProfileMethods } from "./methods/crm-profiles.ts";
import { discoveryMethods } from "./methods/discovery.ts";
import { opmlMethods } from "./methods/opml.ts";
import { sourceSettingsMethods } from "./methods/source-settings.ts";
import { peopleMethods, sessionMethods } from "./methods/session.ts";
import { settingsMethods } from "./methods/settings.ts";
import { promiseMethods } from "./methods/promises.ts";
import { shiftMethods } from "./methods/shifts.ts";
import { ruleMethods } from "./methods/rules.ts";
import { sourceMethods } from "./methods/sources.ts";
import { storyMethods } from "./methods/stories.ts";
import { topicMethods } from "./methods/topics.ts";
import { watchMethods } from "./methods/watches.ts";
import { exportMethods } from "./methods/exports.ts";
import { kpiMethods } from "./methods/kpis.ts";
import { labelMethods } from "./methods/labels.ts";
import { reportMethods } from "./methods/reports.ts";
import { macroMethods } from "./methods/macros.ts";
import { savedViewMethods } from "./methods/saved-views.ts";
import { savedReportMethods } from "./methods/saved-reports.ts";
import { triageMethods } from "./methods/triage.ts";
import { wallboardMethods } from "./methods/wallboard.ts";

/** Everything a client may ask of the engine, each method once: input, output, who may call it, read or write. */
export const methods = {
  ...sessionMethods,
  ...peopleMethods,
  ...settingsMethods,
  ...sourceMethods,
  ...sourceSettingsMethods,
  ...opmlMethods,
  ...discoveryMethods,
  ...watchMethods,
  ...ruleMethods,
  ...triageMethods,
  ...labelMethods,
  ...savedViewMethods,
  ...macroMethods,
  ...storyMethods,
  ...caseMethods,
  ...conversationMethods,
  ...claimMethods,
  ...holidayMethods,
  ...departmentMethods,
  ...presenceMethods,
  ...playbookMethods,
  ...replyMethods,
  ...replyReviewMethods,
  ...checkMethods,
  ...publishingMethods,
  ...accountMethods,
  ...policyMethods,
  ...privatePathMethods,
  ...crmMethods,
  ...contactErasureMethods,
  ...crmLoggingMethods,
  ...crmProfileMethods,
  ...wallboardMethods,
  ...displayMethods,
  ...shiftMethods,
  ...promiseMethods,
  ...kpiMethods,
  ...reportMethods,
  ...savedReportMethods,
  ...exportMethods,
  ...byHandMethods,
  ...lookUpMethods,
  ...learningMethods,
  ...alarmMethods,
  ...topicMethods,
  ...contactMethods,
  ...contactImportMethods,
  ...preferenceMethods,
  ...noticeMethods,
};

export type Methods = typeof methods;
export type MethodName = keyof Methods;
/** What a caller sends (defaults may be left out). */
export type Input<Name extends MethodName> = z.input<Methods[Name]["input"]>;
/** What a handler receives, after validation. */
export type Parsed<Name extends MethodName> = z.output<Methods[Name]["input"]>;
export type Output<Name extends MethodName> = z.output<Methods[Name]["output"]>;
