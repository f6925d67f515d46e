import type { Line } from "../../contract/methods/look-up.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { lineById, linesOfStory } from "../store/line.ts";
import type { LineRecord } from "../store/line.ts";
import { storiesById } from "../store/story-act.ts";
import { approveLine, proposeLine, withdrawLine } from "./act-on-line.ts";
import { showLines } from "./show-line.ts";

type LineMethod = "lines.list" | "lines.propose" | "lines.approve" | "lines.withdraw";

const topics = ["case", "shift"] as const;

/** What may be said of a case: proposed by one person, approved by another, until it expires. */
export function createLines(parts: Parts): Handlers<LineMethod> {
  const { store, clock } = parts;
  const show = async (lines: readonly LineRecord[], call: Call) =>
    showLines(store.read, lines, { call, now: clock.now() });
  const shown = async (id: string, call: Call): Promise<Line> => {
    const line = await lineById(store.read, id);
    const [one] = line ? await show([line], call) : [];
    if (!one) throw new Refusal("not-found", { what: "line" });
    return one;
  };
  return {
    "lines.list": async ({ storyId }, call) => {
      const [story] = await storiesById(store.read, [storyId]);
      if (!story) throw new Refusal("not-found", { what: "story" });
      return show(await linesOfStory(store.read, story.rowId), call);
    },
    "lines.propose": async ({ commandId, ...input }, call) => {
      const command = { call, method: "lines.propose", commandId, topics };
      return shown(await runCommand(parts, command, (act) => proposeLine(act, input, call)), call);
    },
    "lines.approve": async ({ commandId, ...input }, call) => {
      const command = { call, method: "lines.approve", commandId, topics };
      return shown(await runCommand(parts, command, (act) => approveLine(act, input, call)), call);
    },
    "lines.withdraw": async ({ commandId, ...input }, call) => {
      const command = { call, method: "lines.withdraw", commandId, topics };
      return shown(await runCommand(parts, command, (act) => withdrawLine(act, input, call)), call);
    },
  };
}
