import { type Shortcut, useShortcuts } from "../../lib/shortcuts.tsx";
import type { TopicChoice } from "./choice.ts";

type TopicKeys = { choice: TopicChoice; change: (next: Partial<TopicChoice>) => void };

/** Every key of the topics: walking as in triage, Enter opens what has the focus. */
export function useTopicKeys({ choice, change }: TopicKeys): void {
  const walk: Shortcut[] = [
    { says: "topics.keys.next", run: () => moveFocus(1) },
    { says: "topics.keys.previous", run: () => moveFocus(-1) },
    { says: "topics.keys.open", run: () => focusedTerm()?.click() },
  ];
  const choices: Shortcut[] = [
    { says: "topics.keys.day", run: () => change({ period: { kind: "day" } }) },
    { says: "topics.keys.week", run: () => change({ period: { kind: "week" } }) },
    {
      says: "topics.keys.counted",
      run: () => change({ counted: choice.counted === "mentions" ? "stories" : "mentions" }),
    },
    { says: "topics.keys.filter", run: () => document.getElementById(WATCH_FIELD)?.focus() },
  ];
  useShortcuts("topics.keys.title", [...walk, ...choices]);
}

export const WATCH_FIELD = "topics-watch";
/** Marks the link of each term, in the order of the table. */
export const TERM_LINK = "data-term";

function termLinks(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(`a[${TERM_LINK}]`)];
}

function focusedTerm(): HTMLElement | undefined {
  return termLinks().find((link) => link === document.activeElement);
}

function moveFocus(by: number): void {
  const links = termLinks();
  const at = links.findIndex((link) => link === document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by));
  links[next]?.focus();
}
