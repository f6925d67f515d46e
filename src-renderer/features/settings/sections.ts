import type { WordKey } from "../../lib/words.ts";
import type { IconName } from "../../ui/Icon.tsx";

export const sectionNames = [
  "firm",
  "hours",
  "queue",
  "replies",
  "checks",
  "accounts",
  "people",
  "contacts",
  "crm",
  "learning",
  "alarms",
  "wall",
  "displays",
  "screen",
  "keys",
  "notices",
  "sample",
  "about",
] as const;
export type SectionName = (typeof sectionNames)[number];
/** The sections that are shown here; the others only lead to a screen of their own. */
export type OwnSection = Exclude<SectionName, "crm">;
export const ownSections = sectionNames.filter((name): name is OwnSection => name !== "crm");

/** A setting that can be searched for: its name, and the id of the field that takes the focus. */
export type SettingEntry = { says: WordKey; at: string };

/** The sections in their order, each with what can be set there. */
export const sections: Readonly<Record<SectionName, { icon: IconName; settings: readonly SettingEntry[] }>> = {
  firm: {
    icon: "globe",
    settings: [
      { says: "settings.firm.names", at: "firm-names" },
      { says: "settings.firm.misspellings", at: "firm-misspellings" },
      { says: "settings.firm.rivals", at: "firm-rivals" },
      { says: "settings.firm.sites", at: "firm-sites" },
    ],
  },
  hours: {
    icon: "clock",
    settings: [
      { says: "settings.hours.timeZone", at: "hours-zone" },
      { says: "settings.hours.week", at: "hours-week" },
      { says: "settings.hours.holidays", at: "hours-holidays" },
      { says: "settings.hours.targets", at: "hours-targets" },
      { says: "settings.hours.kind.approval", at: "hours-approval" },
      { says: "settings.hours.addCalendar", at: "hours-more" },
      { says: "settings.hours.importFile", at: "hours-ics" },
      { says: "settings.hours.serviceLevel", at: "hours-level" },
    ],
  },
  queue: {
    icon: "inbox",
    settings: [
      { says: "queue.labels.title", at: "queue-labels" },
      { says: "queue.macros.title", at: "queue-macros" },
    ],
  },
  replies: {
    icon: "approve",
    settings: [
      { says: "settings.replies.hold", at: "replies-hold" },
      { says: "settings.replies.selfApproval", at: "replies-self" },
      { says: "settings.policy.title", at: "replies-policy" },
      { says: "settings.replies.unsureBelow", at: "replies-unsure" },
      { says: "settings.playbook.title", at: "playbook" },
    ],
  },
  accounts: {
    icon: "send",
    settings: [
      { says: "accounts.title", at: "accounts" },
      { says: "accounts.password", at: "accounts" },
      { says: "accounts.reminder.minutes", at: "accounts-reminder" },
    ],
  },
  checks: {
    icon: "check",
    settings: [
      { says: "settings.checks.phrases", at: "checks-list" },
      { says: "settings.checks.own", at: "checks-own" },
      { says: "settings.checks.severities", at: "checks-severities" },
      { says: "settings.checks.try", at: "checks-try" },
    ],
  },
  people: {
    icon: "contacts",
    settings: [
      { says: "settings.people.title", at: "people" },
      { says: "settings.people.pin", at: "people" },
      { says: "settings.people.roles", at: "people" },
      { says: "together.department.title", at: "departments" },
    ],
  },
  contacts: {
    icon: "phone",
    settings: [
      { says: "settings.contacts.country", at: "contacts-country" },
      { says: "settings.contacts.guidelines", at: "contacts-guidelines" },
    ],
  },
  crm: {
    icon: "outbox",
    settings: [
      { says: "settings.crm.targets", at: "crm-connections" },
      { says: "settings.crm.secret", at: "crm-connections" },
      { says: "settings.crm.outbox", at: "crm-outbox" },
      { says: "settings.crm.logged", at: "crm-logged" },
    ],
  },
  alarms: {
    icon: "incident",
    settings: [
      { says: "settings.alarms.sensitivity", at: "alarms-sensitivity" },
      { says: "settings.alarms.backtest", at: "alarms-sensitivity" },
      { says: "settings.alarms.coolDown", at: "alarms-cool-down" },
      { says: "settings.alarms.quiet", at: "alarms-quiet" },
      { says: "settings.alarms.notify", at: "alarms-notify" },
    ],
  },
  learning: {
    icon: "scale",
    settings: [
      { says: "learning.sentiment.lessons", at: "learning" },
      { says: "learning.routing.lessons", at: "learning" },
      { says: "learning.rejudge.title", at: "learning-rejudge" },
    ],
  },
  wall: {
    icon: "wall",
    settings: [
      { says: "settings.wall.diagonal", at: "wall-diagonal" },
      { says: "settings.wall.distance", at: "wall-distance" },
      { says: "settings.wall.walls", at: "wall-list" },
      { says: "settings.wall.pages", at: "wall-pages" },
      { says: "settings.wall.names", at: "wall-names" },
      { says: "settings.wall.night", at: "wall-night" },
    ],
  },
  displays: {
    icon: "reach",
    settings: [
      { says: "displays.code.title", at: "displays-code" },
      { says: "displays.title.display", at: "displays-list" },
      { says: "displays.networks.title", at: "displays-networks" },
      { says: "displays.title.desk", at: "displays-browsers" },
    ],
  },
  screen: {
    icon: "settings",
    settings: [
      { says: "settings.screen.theme", at: "screen-theme" },
      { says: "settings.screen.density", at: "screen-density" },
    ],
  },
  notices: {
    icon: "incident",
    settings: [
      { says: "notices.settings.kinds", at: "notices-kinds" },
      { says: "notices.settings.quiet", at: "notices-quiet" },
    ],
  },
  keys: {
    icon: "kbd",
    settings: [
      { says: "settings.screen.singleKeys", at: "screen-keys" },
      { says: "keys.settings.map", at: "keys-map" },
    ],
  },
  sample: { icon: "copies", settings: [{ says: "settings.sample.open", at: "sample" }] },
  about: {
    icon: "info",
    settings: [
      { says: "settings.about.version", at: "about" },
      { says: "settings.about.workspace", at: "about" },
    ],
  },
};
