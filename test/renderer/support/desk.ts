import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";
import type { Bucket } from "../../../src-main/contract/values.ts";
import type { Preferences } from "../../../src-main/contract/methods/preferences.ts";
import { EngineError } from "../../../src-renderer/lib/engine.ts";
import { createFakeLink, type FakeLink } from "./fake-link.ts";
import { idOf, mirela, MINUTE, NOON, sunniva } from "./rows.ts";

const roles = { [sunniva.id]: ["lead", "corpcomm"], [mirela.id]: ["agent"] } as const;

export type Desk = FakeLink & { rows: StoryRow[]; pageSize: number };

/** A desk in memory: its triage acts change its rows and an undo puts them back. */
export function createDesk(rows: StoryRow[]): Desk {
  const before = new Map<string, StoryRow[]>();
  const people = [sunniva, mirela].map((person) => ({
    ...person,
    roles: [...(roles[person.id] ?? [])],
    hasPin: true,
    demoPin: null,
  }));
  const [first] = people;
  if (!first) throw new Error("a desk has people");
  const desk: Desk = Object.assign(createFakeLink({}), { rows, pageSize: 100 });
  function act(stories: readonly { id: string }[], change: (row: StoryRow) => StoryRow | null) {
    const batchId = idOf(150 + before.size);
    before.set(batchId, desk.rows);
    const ids = new Set(stories.map((story) => story.id));
    desk.rows = desk.rows.flatMap((row) => {
      const next = ids.has(row.id) ? change({ ...row, version: row.version + 1 }) : row;
      return next ? [next] : [];
    });
    return { batchId, changed: ids.size, waiting: desk.rows.length };
  }
  let person: typeof first | null = first;
  let preferences: { version: number; preferences: Preferences } = {
    version: 0,
    preferences: { keys: { single: true, changed: {} }, notices: { kinds: ["alarm"], quietHours: null } },
  };
  const session = () => ({
    device: "desk",
    person,
    people,
    workspace: { name: "desk.db", kind: "desk" },
    setupDone: true,
  });
  Object.assign(desk.handlers, {
    "session.get": session,
    "session.signOut": () => {
      person = null;
      return session();
    },
    "session.signIn": ({ personId, pin }: { personId: string; pin: string }) => {
      if (pin !== "284613") throw new EngineError("wrong-pin");
      person = people.find((one) => one.id === personId) ?? null;
      return session();
    },
    "status.get": () => ({
      at: NOON,
      network: "online",
      offlineSince: null,
      lastPollAt: NOON - MINUTE,
      sources: { total: 32, ok: 31, broken: 1, retrying: 0, quiet: 0 },
      outbox: { queued: 2, dead: 0, paused: [] },
      publishing: { waiting: 0, stuck: 0, paused: [] },
      waiting: desk.rows.length,
      approvals: 1,
      nextBreach: { storyId: idOf(1), title: "Zqtitle1", dueAt: NOON + 4 * MINUTE },
      shift: null,
      workspace: { name: "desk.db", kind: "desk" },
    }),
    "settings.get": () => ({
      version: 1,
      settings: { calendar: { timeZone: "Europe/London" }, brand: { names: ["Zqfirm Ferries"] } },
      setup: { dismissed: true, steps: [] },
    }),
    "notices.list": () => ({ asOf: NOON, notices: [] }),
    "presence.say": () => ({}),
    "presence.now": () => [],
    "claims.notices": () => [],
    "claims.seen": () => ({}),
    "departments.list": () => [],
    "departments.queues": () => ({ queues: [], cappedAt: 1000 }),
    "cases.work": () => ({ inHandSince: null, workedMs: 0, wrapMs: 0, people: [], looksOn: null }),
    "replies.earlier": () => [],
    "replies.meanwhile": () => [],
    "preferences.get": () => preferences,
    "preferences.save": ({ version, change }: { version: number; change: Partial<Preferences> }) => {
      if (version !== preferences.version) throw new EngineError("stale");
      preferences = { version: version + 1, preferences: { ...preferences.preferences, ...change } };
      return preferences;
    },
    "lines.list": () => [],
    "promises.ofCase": () => [],
    "promises.suggest": () => null,
    "crm.profile": ({ contactId }: { contactId: string }) => ({ contact: { id: contactId, version: 1 }, cards: [] }),
    "privatePath.get": () => null,
    "crm.logged": () => ({ targets: 0, interactions: [], offers: [] }),
    "people.list": () => people.map((person) => ({ ...person, version: 1, departments: [], createdAt: NOON })),
    "triage.counts": () => ({ counts: { waiting: desk.rows.length, breaching: 1 }, cappedAt: 1000 }),
    "triage.page": ({ cursor }: { cursor?: string | null }) => {
      const from = Number(cursor ?? 0);
      const end = from + desk.pageSize;
      return { asOf: NOON, rows: desk.rows.slice(from, end), next: end < desk.rows.length ? String(end) : null };
    },
    "triage.setBucket": ({ stories, bucket }: { stories: { id: string }[]; bucket: Bucket }) =>
      act(stories, (row) => (bucket === "analytics" ? null : { ...row, bucket })),
    "triage.resolve": ({ stories }: { stories: { id: string }[] }) => act(stories, () => null),
    "triage.snooze": ({ stories }: { stories: { id: string }[] }) => act(stories, () => null),
    "triage.assign": ({ stories, personId }: { stories: { id: string }[]; personId: string | null }) =>
      act(stories, (row) => ({
        ...row,
        case: row.case && { ...row.case, owner: people.find((person) => person.id === personId) ?? null },
      })),
    "triage.undo": ({ batchId }: { batchId: string }) => {
      desk.rows = (before.get(batchId) ?? []).map((row) => ({ ...row, version: row.version + 2 }));
      return { batchId, changed: 1, waiting: desk.rows.length };
    },
    "cases.get": ({ storyId }: { storyId: string }) => {
      const story = desk.rows.find((row) => row.id === storyId);
      return {
        story,
        mentions: [],
        replies: [],
        notes: [],
        conversation: { posts: [], watch: null },
        contact: null,
        timeline: [],
        suggestedScript: null,
      };
    },
  });
  return desk;
}
