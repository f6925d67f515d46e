import { onTestFinished } from "vitest";
import type { Input, Output, MethodName } from "../../../src-main/contract/methods.ts";
import { methods } from "../../../src-main/contract/methods.ts";
import type { StoryRow, TriageView } from "../../../src-main/contract/methods/triage.ts";
import { createCases } from "../../../src-main/engine/cases/index.ts";
import type { Call, Handler } from "../../../src-main/engine/handlers.ts";
import { createLabels } from "../../../src-main/engine/labels/index.ts";
import { createMacros } from "../../../src-main/engine/macros/index.ts";
import { createSavedViews } from "../../../src-main/engine/saved-views/index.ts";
import { createStories } from "../../../src-main/engine/stories/index.ts";
import { createTriage } from "../../../src-main/engine/triage/index.ts";
import { createTopics } from "../../../src-main/engine/topics/index.ts";
import { createMentions } from "../../../src-main/engine/triage/mentions.ts";
import { seedStories, type Seeded, type SeedStory } from "../../support/seed-stories.ts";
import { startTestParts } from "../../support/test-engine.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** A desk at Tuesday 10:00 in desk hours with Ann (agent), Bob (agent) and Lea (lead), and the methods of triage and cases. */
export async function startDesk() {
  const parts = await startTestParts();
  onTestFinished(parts.close);
  const ann = await parts.addPerson("Ann Lee", "agent");
  const bob = await parts.addPerson("Bob Ray", "agent");
  const lea = await parts.addPerson("Lea Orr", "lead");
  const createHandlers = () => ({
    ...createTriage({ ...parts, topicStories: createTopics(parts).storiesOf }),
    ...createLabels(parts),
    ...createMacros(parts),
    ...createSavedViews(parts),
    ...createStories(parts),
    ...createCases(parts),
    ...createMentions({ ...parts, say: ({ code, params }) => `${code} ${JSON.stringify(params)}` }),
  });
  let handlers = createHandlers();
  type Name = keyof typeof handlers & MethodName;
  /** Calls a method as the transports do: with its defaults, and with an answer of its shape. */
  const call = async <N extends Name>(
    name: N,
    input: Omit<Input<N>, "commandId">,
    as: Call = ann,
  ): Promise<Output<N>> => {
    const parsed = methods[name].input.parse({ commandId: parts.commandId(), ...input });
    // The table and the handlers have the same names, which TypeScript cannot follow through an index.
    const answer = await (handlers[name] as unknown as Handler<N>)(parsed as never, as);
    return methods[name].output.parse(answer) as Output<N>;
  };
  const page = async (view: TriageView, as: Call = ann): Promise<readonly StoryRow[]> =>
    (await call("triage.page", { view }, as)).rows;
  const seen = async (...stories: readonly Seeded[]) => {
    const rows = await parts.store.read.selectFrom("story").select(["public_id", "version"]).execute();
    const wanted = new Set(stories.map((story) => story.id));
    return rows.filter((row) => wanted.has(row.public_id)).map((row) => ({ id: row.public_id, version: row.version }));
  };
  return {
    parts,
    /** As if the program had ended: nobody waits any more for what was under way. */
    startAgain: () => {
      handlers = createHandlers();
    },
    handlers: () => handlers,
    ann,
    bob,
    lea,
    call,
    page,
    seen,
    seed: (...stories: readonly SeedStory[]) => seedStories(parts, stories),
  };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;

const dumped = [
  "story",
  "desk_case",
  "case_cycle",
  "mention",
  "story_member",
  "slot_bucket",
  "slot_source",
  "slot_watch",
] as const;

/** Everything that an act of triage may change, without versions; items only with what a correction changes. */
export async function dumpRows(desk: Desk): Promise<Readonly<Record<string, readonly object[]>>> {
  const { read } = desk.parts.store;
  const tables = await Promise.all(
    dumped.map(
      async (table) =>
        [table, (await read.selectFrom(table).selectAll().execute()).map(withoutVersion).filter(isSomething)] as const,
    ),
  );
  const items = await read
    .selectFrom("item")
    .select(["id", "sentiment", "score", "confidence", "corrected_by"])
    .execute();
  return { ...Object.fromEntries(tables), item: items };
}

function withoutVersion(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== "version"));
}

/** A count of nothing says the same as no count. */
function isSomething(row: object): boolean {
  return !("mentions" in row && "stories" in row && row.mentions === 0 && row.stories === 0);
}
