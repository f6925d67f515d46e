import { onTestFinished } from "vitest";
import { methods } from "../../../src-main/contract/methods.ts";
import type { Input, MethodName, Output } from "../../../src-main/contract/methods.ts";
import type { Bucket, SentimentLabel } from "../../../src-main/contract/values.ts";
import type { Call, Handler } from "../../../src-main/engine/handlers.ts";
import { seedStories } from "../../support/seed-stories.ts";
import type { Seeded, SeedStory } from "../../support/seed-stories.ts";
import { startTestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";
import type { Given } from "../../support/whole-engine.ts";

/** A whole engine with Ann (agent) and Lea (lead), over stories that are put in as intake does. */
export async function startLearningDesk(given: Pick<Given, "trainer"> = {}) {
  const parts = await startTestParts();
  const engine = createWholeEngine(parts, given);
  onTestFinished(async () => {
    await engine.stop();
    await parts.close();
  });
  const ann = await parts.addPerson("Ann Lee", "agent");
  const lea = await parts.addPerson("Lea Orr", "lead");
  const call = async <N extends MethodName>(
    name: N,
    input: Omit<Input<N>, "commandId">,
    as: Call = ann,
  ): Promise<Output<N>> => {
    const parsed = methods[name].input.parse({ commandId: parts.commandId(), ...input });
    // The table and the handlers have the same names, which TypeScript cannot follow through an index.
    const answer = await (engine.handlers[name] as unknown as Handler<N>)(parsed as never, as);
    return methods[name].output.parse(answer) as Output<N>;
  };
  const versioned = async ({ rowId, id }: Seeded) => {
    const row = parts.store.read.selectFrom("story").select("version").where("id", "=", rowId);
    return { id, version: (await row.executeTakeFirstOrThrow()).version };
  };
  const correct = async (story: Seeded, label: SentimentLabel) =>
    call("triage.correctSentiment", { stories: [await versioned(story)], label });
  const move = async (story: Seeded, bucket: Bucket) =>
    call("triage.setBucket", { stories: [await versioned(story)], bucket });
  const events = async () =>
    (
      await parts.store.read
        .selectFrom("event")
        .select("kind")
        .where("kind", "like", "model.%")
        .orderBy("seq")
        .execute()
    ).map(({ kind }) => kind);
  return {
    ...{ parts, engine, ann, lea, call, correct, move, events },
    seed: (...stories: readonly SeedStory[]) => seedStories(parts, stories),
    summary: async (kind: "sentiment" | "routing" = "sentiment") => (await call("learning.summary", {}))[kind],
    learn: async (kind: "sentiment" | "routing" = "sentiment") => (await call("learning.learn", { kind }, lea)).outcome,
  };
}

export type LearningDesk = Awaited<ReturnType<typeof startLearningDesk>>;

const places = ["quay", "bow", "stern", "bridge", "lounge", "deck", "cabin", "ramp", "hold", "galley"];
const times = ["at noon", "this morning", "on Monday", "since five"];

/** Posts in the jargon of one firm: "wibbling" is bad there and "zorbing" is good, which no shipped model can know. */
export const jargon: readonly { readonly text: string; readonly label: SentimentLabel }[] = places.flatMap((place) =>
  times.flatMap((time) => [
    { text: `The ${place} is wibbling ${time}`, label: "negative" as const },
    { text: `The ${place} is zorbing ${time}`, label: "positive" as const },
  ]),
);

/** Seeds posts and corrects each to its label. */
export async function teach(
  desk: LearningDesk,
  posts: readonly { readonly text: string; readonly label: SentimentLabel }[],
): Promise<readonly Seeded[]> {
  const stories = await desk.seed(...posts.map(({ text }) => ({ title: null, text, bucket: "analytics" as const })));
  for (const [at, story] of stories.entries()) await desk.correct(story, posts[at]?.label ?? "neutral");
  return stories;
}
