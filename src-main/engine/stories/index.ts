import { Refusal } from "../../contract/refusal.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { copiesOf, similarStories, storyOfCopies } from "../store/story-copies.ts";
import { runTriageAct } from "../triage/run-act.ts";
import { joinStories } from "./join-stories.ts";
import { splitStory } from "./split-story.ts";

/** What is one story: its copies, the stories like it, and putting them apart or together by hand. */
export function createStories(parts: Parts): Handlers<"stories.copies" | "stories.split" | "stories.join"> {
  return {
    "stories.copies": async ({ id }) => {
      const story = await storyOfCopies(parts.store.read, id);
      if (!story) throw new Refusal("not-found", { what: "story" });
      const [copies, similar] = await Promise.all([
        copiesOf(parts.store.read, story.rowId),
        similarStories(parts.store.read, story.rowId),
      ]);
      const { rowId: _, ...named } = story;
      return { story: named, copies: [...copies], similar: [...similar] };
    },
    "stories.split": ({ commandId, ...input }, call) =>
      runTriageAct(parts, { call, method: "stories.split", commandId }, (act, settings) =>
        splitStory(act, { ...input, settings }),
      ),
    "stories.join": ({ commandId, ...input }, call) =>
      runTriageAct(parts, { call, method: "stories.join", commandId }, (act, settings) =>
        joinStories(act, { ...input, settings }),
      ),
  };
}
