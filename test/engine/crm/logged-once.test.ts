import fc from "fast-check";
import { expect, test } from "vitest";
import type { CrmLine } from "../../../src-main/domain/crm/interaction.ts";
import type { FixtureStory } from "../../support/desk-fixture.ts";
import { startLoggedDesk } from "./logged-desk.ts";
import type { LoggedDesk } from "./logged-desk.ts";

const acts = ["post", "resolve", "reopen", "log", "note", "rename", "send", "wait"] as const;
type Step = (typeof acts)[number];

/** Does what a desk may do with one case; what it refuses is no step. */
async function take(desk: LoggedDesk, story: FixtureStory, step: Step): Promise<void> {
  const { storyId } = story;
  const stories = [{ id: storyId, version: await desk.version(story) }];
  switch (step) {
    case "post":
      await desk.post(story);
      return;
    case "resolve":
      await desk.call("triage.resolve", { stories, resolution: "spam" });
      return;
    case "reopen":
      await desk.call("cases.reopen", { stories });
      return;
    case "log": {
      const [offer] = (await desk.call("crm.logged", { storyId })).offers;
      if (offer && offer.type !== "by-hand") await desk.call("crm.log", { storyId, type: offer.type, key: offer.key });
      return;
    }
    case "note":
      await desk.call("crm.log", { storyId, type: "by-hand", note: "They rang." });
      return;
    case "rename":
      await rename(desk, storyId);
      return;
    case "send":
      return desk.send();
    case "wait":
      desk.parts.clock.advance(61_000);
  }
}

let renamed = 0;
async function rename(desk: LoggedDesk, storyId: string): Promise<void> {
  const { contact } = await desk.call("cases.get", { storyId });
  const id = contact?.id ?? (await desk.call("contacts.add", fieldsOf("Dorrit Hask", true))).id;
  const { version } = await desk.call("contacts.get", { id });
  await desk.call("contacts.save", { contact: { id, version }, fields: fieldsOf(`Dorrit ${(renamed += 1)}`, true) });
}

const fieldsOf = (name: string, hasHandle: boolean) => ({
  ...{ name, kind: "customer" as const, organisation: "", town: "", phones: [], emails: [] },
  handles: hasHandle ? [{ network: "forum" as const, handle: "dorrit_h" }] : [],
});

/** By interaction: the lines that a target got of it, in their order. */
function byInteraction(lines: readonly CrmLine[]): ReadonlyMap<string, readonly string[]> {
  const told = lines.flatMap((line): readonly { of: string; kind: string }[] => {
    if (line.schema === "watchroom.interaction/1") return [{ of: line.key, kind: "interaction" }];
    return line.schema === "watchroom.correction/1" ? [{ of: line.interaction.key, kind: "correction" }] : [];
  });
  const grouped = Map.groupBy(told, ({ of }) => of);
  return new Map([...grouped].map(([of, kinds]) => [of, kinds.map(({ kind }) => kind)]));
}

test("whatever happens, a target gets an interaction at most once, and its corrections after it", async () => {
  const seed = Date.now() % 1_000_000;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...acts), { minLength: 4, maxLength: 14 }), async (steps) => {
      await using desk = await startLoggedDesk();
      await desk.addTarget();
      const story = await desk.story();
      for (const step of steps) await take(desk, story, step).catch(isRefused);
      desk.parts.clock.advance(61_000);
      await desk.send();
      for (const kinds of byInteraction(desk.taken()).values()) {
        expect(kinds[0]).toBe("interaction");
        expect(kinds.filter((kind) => kind === "interaction")).toHaveLength(1);
      }
      const posted = steps.filter((step) => step === "post").length;
      const replies = desk.taken().filter((line) => line.schema === "watchroom.interaction/1" && line.type === "reply");
      expect(replies).toHaveLength(posted);
    }),
    { numRuns: 6, seed },
  );
});

function isRefused(cause: unknown): void {
  if (cause instanceof Error && cause.name === "Refusal") return;
  throw cause;
}
