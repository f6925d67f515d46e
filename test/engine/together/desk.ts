import { onTestFinished } from "vitest";
import type { Input, MethodName, Output } from "../../../src-main/contract/methods.ts";
import { methods } from "../../../src-main/contract/methods.ts";
import type { Call, Handler } from "../../../src-main/engine/handlers.ts";
import { seedStories, type Seeded, type SeedStory } from "../../support/seed-stories.ts";
import { startTestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

export const MINUTE = 60_000;

/** Ann and Bob (agents), Lea (lead), Ada (admin), Cora (corpcomm) on one whole engine, called as the transports do. */
export async function startTogether() {
  const parts = await startTestParts();
  onTestFinished(parts.close);
  const people = {
    ann: await parts.addPerson("Ann Lee", "agent"),
    bob: await parts.addPerson("Bob Ray", "agent"),
    lea: await parts.addPerson("Lea Orr", "lead"),
    ada: await parts.addPerson("Ada Min", "admin"),
    cora: await parts.addPerson("Cora Com", "corpcomm"),
  };
  const engine = createWholeEngine(parts);
  const told: string[][] = [];
  engine.onChange((topics) => void told.push([...topics]));
  const call = async <N extends MethodName>(
    name: N,
    input: Omit<Input<N>, "commandId">,
    as: Call = people.ann,
  ): Promise<Output<N>> => {
    const parsed = methods[name].input.parse({ commandId: parts.commandId(), ...input });
    // The table and the handlers have the same names, which TypeScript cannot follow through an index.
    const answer = await (engine.handlers[name] as unknown as Handler<N>)(parsed as never, as);
    return methods[name].output.parse(answer) as Output<N>;
  };
  const seen = async (...stories: readonly Seeded[]) => {
    const rows = await parts.store.read.selectFrom("story").select(["public_id", "version"]).execute();
    const wanted = new Set(stories.map((story) => story.id));
    return rows.filter((row) => wanted.has(row.public_id)).map((row) => ({ id: row.public_id, version: row.version }));
  };
  const seed = async (story: SeedStory = {}): Promise<Seeded> => {
    const [seeded] = await seedStories(parts, [story]);
    if (!seeded) throw new Error("one was seeded");
    return seeded;
  };
  const assign = async (story: Seeded, to: Call | null, { reason = "", as = people.ann } = {}) =>
    call("triage.assign", { stories: await seen(story), personId: to?.person?.id ?? null, reason }, as);
  return { parts, engine, told, call, seen, seed, assign, ...people };
}

export const idOf = (of: Call): string => of.person?.id ?? "";
