import { act } from "react";
import type { RulePreview, RuleRow } from "../../../src-main/contract/methods/rules.ts";
import type { FetchRow, SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { WatchPreview, WatchRow } from "../../../src-main/contract/methods/watches.ts";
import type { Input } from "../../../src-renderer/lib/engine.ts";
import { createDesk, type Desk } from "./desk.ts";
import { find, openPage, settle, until } from "./open-page.tsx";
import { idOf, NOON } from "./rows.ts";
import { settingsOf } from "./source-settings.ts";
import { blocked, sourceOf } from "./sources.ts";

export const watchOf = (number: number, change: Partial<WatchRow> = {}): WatchRow => ({
  id: idOf(number),
  version: 5,
  name: `Zqwatch${number}`,
  set: "issue",
  query: "ternway NEAR/5 late",
  mentions: 352,
  savedAt: NOON,
  overranAt: null,
  ...change,
});
export const ruleOf = (number: number, position: number): RuleRow => ({
  id: idOf(number),
  version: 1,
  position,
  name: `Zqrule${number}`,
  query: `late${number}`,
  bucket: "care",
  department: null,
  priority: null,
  labels: [],
  stop: true,
  reason: "Zqreason",
  ...{ watches: [], sources: [], notSources: [], networks: [], languages: [], sentiments: [], departments: [] },
  ...{ script: null, assignee: null, approval: [], isOn: true },
  ...{ savedAt: NOON, savedBy: "Zqann", removedAt: null, overranAt: null, effects: 0 },
});

function previewOf(query: string): WatchPreview {
  const breaks = /\bNOT\s*$/.test(query);
  return {
    fault: breaks
      ? { at: query.length, says: { code: "query.error.expected_term_after", params: { operator: "NOT" } } }
      : null,
    mentions: breaks ? 0 : 352,
    stories: breaks ? 0 : 41,
    tookMs: 38.2,
    scanned: 12_400,
    days: [
      { day: "2026-11-18", mentions: 3 },
      { day: "2026-11-19", mentions: 7 },
    ],
    wouldRoute: { care: 12, pr: 40, unsorted: 9, analytics: 291 },
    samples: breaks
      ? []
      : [
          {
            id: idOf(90),
            source: "Zqboard",
            title: null,
            text: "<img src=x> refund is late",
            spans: [{ field: "text", from: 12, to: 18 }],
            sentiment: "negative",
          },
        ],
    nearMisses: breaks
      ? []
      : [{ id: idOf(91), source: "Zqforum", text: "money back? it never came", missing: "refund", unwanted: null }],
  };
}

export const dryRun: RulePreview = {
  ...{ fault: null, tookMs: 38, scanned: 352, isCapped: false, matched: 52, missed: 2, kept: 3 },
  routes: { care: 12, pr: 40, unsorted: 0, analytics: 0 },
  moves: [{ from: "care", to: "pr", stories: 9 }],
  unreached: [{ id: idOf(61), name: "Zqrule61", today: 4, then: 0 }],
  samples: [
    {
      ...{ id: idOf(91), source: "Zqboard", title: null, text: "my refund is late" },
      spans: [{ field: "text", from: 13, to: 17 }],
      ...{ from: "care", to: "pr" },
    },
  ],
};

type MonitorParts = { sources?: SourceRow[]; watches?: WatchRow[]; rules?: RuleRow[]; fetches?: readonly FetchRow[] };

/** The monitor over a desk of its own, shown in full. */
export async function openMonitor({
  sources = [sourceOf(2, blocked), sourceOf(1)],
  watches = [watchOf(50)],
  rules = [ruleOf(60, 1), ruleOf(61, 2)],
  fetches = [],
}: MonitorParts = {}): Promise<Desk> {
  const desk = createDesk([]);
  Object.assign(desk.handlers, {
    "sources.list": () => structuredClone(sources),
    "sources.settings": ({ id }: { id: string }) => ({
      ...settingsOf(1),
      id,
      version: sources.find((source) => source.id === id)?.version,
    }),
    "sources.update": (input: Input<"sources.update">) =>
      Object.assign(sources.find(({ id }) => id === input.id) ?? {}, input),
    "sources.remove": () => ({}),
    "sources.fetches": () => fetches,
    "sources.poll": () => ({ polled: 1, notModified: 0, failed: 0, newMentions: 3 }),
    "watches.list": () => watches,
    "watches.rematching": () => null,
    "watches.preview": ({ query }: { query: string }) => previewOf(query),
    "watches.save": (input: Input<"watches.save">) => {
      const saved = {
        ...watchOf(59),
        ...input,
        id: input.id ?? idOf(59),
        version: (input.version ?? 0) + 1,
      } as WatchRow;
      watches = [...watches.filter(({ id }) => id !== saved.id), saved];
      return saved;
    },
    "rules.list": () => rules,
    "rules.save": (input: Input<"rules.save">) => ({ ...ruleOf(69, 1), ...input }),
    "rules.place": (input: Input<"rules.place">) => ({ ...ruleOf(69, 1), ...input }),
    "rules.switch": (input: Input<"rules.switch">) => ({ ...ruleOf(69, 1), ...input }),
    "rules.restore": (input: Input<"rules.restore">) => ({ ...ruleOf(69, 1), ...input }),
    "rules.removed": () => [],
    "rules.versions": () => [],
    "rules.work": () => [],
    "rules.wouldUndo": () => ({ stories: 12, kept: 3 }),
    "rules.apply": () => ({ id: idOf(77) }),
    "rules.undo": () => ({ id: idOf(78) }),
    "rules.preview": (): RulePreview => dryRun,
    "rules.remove": () => ({}),
  });
  await openPage({ link: desk.link, path: "/monitor" });
  await until(() => sources.length === 0 || document.querySelector("tbody tr") !== null, "the sources are shown");
  return desk;
}

export const words = (element: Element = document.body) => (element.textContent ?? "").replaceAll(/\s+/g, " ");
export const queryField = () => find<HTMLTextAreaElement>("aside textarea");
export const button = (name: string) => {
  // The rail's buttons are those of every screen.
  const found = [...document.querySelectorAll("button")].find(
    (each) => !each.closest("nav") && (words(each).includes(name) || each.getAttribute("aria-label") === name),
  );
  if (!found) throw new Error(`no button says ${name}`);
  return found;
};
export const open = async (name: string) => {
  const row = [...document.querySelectorAll<HTMLElement>("tbody tr")].find((each) => words(each).includes(name));
  await act(async () => row?.click());
  await settle();
};
export const click = async (name: string) => {
  await act(async () => button(name).click());
  await settle();
};

export async function write(field: HTMLTextAreaElement, text: string): Promise<void> {
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
