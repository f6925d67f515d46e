import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { loadSentiment } from "../../../src-main/adapters/sentiment-model.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import type { ParsedItem } from "../../../src-main/engine/sources/feed/parsed-feed.ts";
import { storeBatch } from "../../../src-main/engine/sources/ingest.ts";
import type { Stored } from "../../../src-main/engine/sources/ingest.ts";
import { createUnderstandings } from "../../../src-main/engine/sources/understanding.ts";
import { insertRule } from "../../../src-main/engine/store/rule.ts";
import type { RuleContent } from "../../../src-main/engine/store/rule.ts";
import { insertSource, sourceById } from "../../../src-main/engine/store/source.ts";
import type { NewSource, Source } from "../../../src-main/engine/store/source.ts";
import { insertWatch } from "../../../src-main/engine/store/watch.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { onlyShipped } from "../../support/only-shipped.ts";

const { classify } = loadSentiment(fileURLToPath(new URL("../../../resources/", import.meta.url)));

export type IntakeDesk = TestParts & {
  readonly understandings: ReturnType<typeof createUnderstandings>;
  readonly addSource: (change?: Partial<NewSource>) => Promise<Source>;
  readonly addWatch: (name: string, query: string) => Promise<number>;
  readonly addRule: (rule: Partial<RuleContent> & { readonly position?: number }) => Promise<number>;
  readonly store200: (
    source: Source,
    items: readonly ParsedItem[],
    options?: { readonly backfill?: boolean },
  ) => Promise<Stored>;
};

/** A desk with an empty workspace, or a copy of one, and short ways to fill it. */
export async function startIntakeDesk(from: { readonly copyOf?: string } = {}): Promise<IntakeDesk> {
  const parts = await startTestParts(from);
  onTestFinished(() => parts.close());
  const understandings = createUnderstandings(onlyShipped(classify));
  let sources = 0;
  const newId = () => parts.ids.ulid(parts.clock.now());
  return {
    ...parts,
    understandings,
    addSource: async (change = {}) => {
      sources += 1;
      const id = newId();
      const source = {
        id,
        url: `https://feed${sources}.example/rss`,
        name: `Feed ${sources}`,
        siteUrl: null,
        network: "microblog",
        everything: false,
        allowPrivate: false,
        at: parts.clock.now(),
        ...change,
      } as const;
      await parts.store.write((trx) => insertSource(trx, source));
      const found = await sourceById(parts.store.read, id);
      if (!found) throw new Error("the source was not stored");
      return found;
    },
    addWatch: (name, query) =>
      parts.store.write((trx) => insertWatch(trx, { id: newId(), name, set: "own", query, at: parts.clock.now() })),
    addRule: (rule) =>
      parts.store.write((trx) =>
        insertRule(trx, {
          id: newId(),
          position: 1,
          name: "Rule",
          when: {},
          then: { bucket: "care" },
          stop: true,
          reason: "because",
          ...rule,
        }),
      ),
    store200: (source, items, { backfill = false } = {}) =>
      runEngineAct(parts, { topics: ["triage"] }, async (act) =>
        storeBatch(act, await understandings(act.trx), { source, items, backfill }),
      ),
  };
}

/** An entry as the parser gives it. */
export function parsedItem(change: Partial<ParsedItem> & { readonly text: string }): ParsedItem {
  return {
    id: null,
    title: null,
    link: null,
    summary: null,
    author: "Hettie Moss",
    handle: "@hettie@murmur.example",
    publishedAt: null,
    updatedAt: null,
    categories: [],
    lang: null,
    titleAsWritten: null,
    network: null,
    replyUrl: null,
    enclosures: [],
    ...change,
  };
}
