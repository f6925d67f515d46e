import { wall } from "./wall.ts";
import type { PolicyRow } from "../../../src-main/contract/approval-policy.ts";
import type { PersonRow } from "../../../src-main/contract/methods/session.ts";
import type { Settings } from "../../../src-main/contract/methods/settings.ts";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { Role } from "../../../src-main/contract/values.ts";
import { EngineError } from "../../../src-renderer/lib/engine.ts";
import { createDesk, type Desk } from "./desk.ts";
import { idOf, mirela, MINUTE, NOON, sunniva } from "./rows.ts";

const everyReply: PolicyRow["when"] = { bucket: null, script: null, priority: null, urgency: null, reachFrom: null };
export const policyRows: PolicyRow[] = [
  { when: everyReply, asks: { template: true, approvers: 1, legal: false } },
  { when: { ...everyReply, reachFrom: 10_000 }, asks: { template: false, approvers: 2, legal: false } },
];

export const firstSettings: Settings = {
  brand: { names: ["Ternway"], misspellings: ["Turnway"], rivals: [], sites: ["ternway.example"] },
  calendar: {
    timeZone: "Europe/London",
    week: {
      Mon: [
        [480, 720],
        [780, 1020],
      ],
      Tue: [[480, 1020]],
      Wed: [],
      Thu: [],
      Fri: [],
      Sat: [],
      Sun: [],
    },
    holidays: ["2026-12-25"],
  },
  calendars: [],
  targets: {
    first: { care: { 1: 60, 2: 240, 3: 480 }, pr: { 1: 30, 2: 120, 3: 240 } },
    next: { care: { 1: 60, 2: 240, 3: 480 }, pr: { 1: 30, 2: 120, 3: 240 } },
    resolution: { care: { 1: 480, 2: 960, 3: null }, pr: { 1: 960, 2: 1920, 3: null } },
    approval: { care: { 1: 20, 2: 20, 3: 20 }, pr: { 1: 20, 2: 20, 3: 20 } },
    hours: { care: null, pr: null },
    serviceLevelPercent: 80,
  },
  holdMinutes: 5,
  proofReminderMinutes: 60,
  selfApproval: false,
  unsureBelow: 0.6,
  walls: [wall],
  alarms: { sensitivity: "normal", coolDownMinutes: 60, quietHours: null, notify: true },
  contacts: { country: "" },
};

export const script: Script = {
  id: idOf(230),
  key: "refund",
  version: 4,
  name: "Zqrefund",
  mentionType: "Zqtype",
  whenToUse: "A sailing was cancelled",
  department: null,
  bucket: "care",
  ...{ language: null, networks: [], synonyms: [] },
  body: "Hello {{first name}}, the money is back by {{date}}.",
  privateVariant: null,
  holding: null,
  fields: [
    { name: "first name", required: true, kind: "firstName", suggestFrom: "contact.firstName", usedIn: ["body"] },
    { name: "date", required: true, kind: "date", usedIn: ["body"] },
  ],
  approval: { approvers: 0, by: ["corpcomm"] },
  templateApproval: null,
  uses: 41,
  lastUsedAt: NOON,
};

export type SettingsDesk = Desk & {
  version: number;
  settings: Settings;
  peopleRows: PersonRow[];
  scripts: Script[];
};
type Parts = { roles?: Role[]; people?: Partial<PersonRow>[] };

/** A desk in memory whose settings, people and playbook can be changed; a stale version is refused. */
export function createSettingsDesk({
  roles = ["admin", "corpcomm"],
  people = [{}, { ...mirela, roles: ["agent"] }],
}: Parts = {}): SettingsDesk {
  const row = (change: Partial<PersonRow>): PersonRow => ({
    ...sunniva,
    version: 1,
    roles: ["admin"],
    departments: [],
    hasPin: true,
    createdAt: NOON - MINUTE,
    ...change,
  });
  const desk: SettingsDesk = Object.assign(createDesk([]), {
    version: 1,
    settings: firstSettings,
    peopleRows: people.map(row),
    scripts: [script],
  });
  const session = desk.handlers["session.get"]?.({});
  Object.assign(desk.handlers, {
    "session.get": () => session && { ...session, person: session.person && { ...session.person, roles } },
    "settings.get": () => ({ version: desk.version, settings: desk.settings, setup: { dismissed: true, steps: [] } }),
    "settings.save": ({ version, change }: { version: number; change: Partial<Settings> }) => {
      if (version !== desk.version) throw new EngineError("stale", { what: "settings", version: desk.version });
      desk.version += 1;
      desk.settings = { ...desk.settings, ...change };
      return { version: desk.version, settings: desk.settings };
    },
    "people.list": () => desk.peopleRows,
    "people.setPin": ({ id }: { id: string }) => {
      desk.peopleRows = desk.peopleRows.map((person) => (person.id === id ? { ...person, hasPin: true } : person));
      return desk.peopleRows[0];
    },
    "people.add": ({ name, roles: given }: { name: string; roles: Role[] }) => {
      const added = row({ id: idOf(203), name, initials: "Z", roles: given });
      desk.peopleRows = [...desk.peopleRows, added];
      return added;
    },
    "playbook.list": () => desk.scripts,
    "policy.get": () => [{ version: 2, at: NOON, by: mirela, rows: policyRows }],
    "policy.save": () => ({ version: 3, heldBack: 1 }),
    "policy.tryOut": ({ reply }: { reply: { reach: number | null } }) => ({
      ...{ needed: (reply.reach ?? 0) >= 10_000 ? 2 : 1, legal: false, roles: ["corpcomm"], scriptAsks: null },
      ...{ template: true, because: [], names: ["Sunniva Clegg"] },
    }),
    "playbook.save": ({ script: saved }: { script: Omit<Script, "id" | "version" | "templateApproval" | "uses"> }) => ({
      ...script,
      ...saved,
      version: 5,
    }),
    "playbook.approveTemplate": () => {
      desk.scripts = desk.scripts.map((known) => ({ ...known, templateApproval: { by: sunniva, at: NOON } }));
      return desk.scripts[0];
    },
  });
  return desk;
}
