import type { DeskPromise } from "../../contract/methods/promises.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { casesOfStories } from "../store/case.ts";
import { bindingPromises, countBinding, promiseById, promisesOfStory } from "../store/promise.ts";
import { storiesById } from "../store/story-act.ts";
import { keepPromise, makePromise, reopenPromise, withdrawPromise } from "./act-on-promise.ts";
import { showPromises } from "./show-promises.ts";
import { suggestPromise } from "./suggest-promise.ts";

type PromiseMethod =
  | "promises.ofCase"
  | "promises.list"
  | "promises.suggest"
  | "promises.make"
  | "promises.keep"
  | "promises.reopen"
  | "promises.withdraw";

const topics = ["case", "shift"] as const;
const mostBinding = 200;

/** What the desk said it would do: made by a person, kept, withdrawn, or broken by time. */
export function createPromises(parts: Parts): Handlers<PromiseMethod> {
  const { store, clock } = parts;
  const { read } = store;
  const ask = () => ({ now: clock.now() });
  async function storyRow(storyId: string): Promise<number> {
    const [story] = await storiesById(read, [storyId]);
    if (!story) throw new Refusal("not-found", { what: "story" });
    return story.rowId;
  }
  async function act(
    name: Extract<PromiseMethod, "promises.make" | "promises.keep" | "promises.reopen" | "promises.withdraw">,
    { commandId, call }: { readonly commandId: string; readonly call: Call },
    work: (act: Act) => Promise<string>,
  ): Promise<DeskPromise> {
    const id = await runCommand(parts, { call, method: name, commandId, topics }, work);
    const promise = await promiseById(read, id);
    const [shown] = promise ? await showPromises(read, [promise], ask()) : [];
    if (!shown) throw new Refusal("not-found", { what: "promise" });
    return shown;
  }
  return {
    "promises.ofCase": async ({ storyId }) =>
      showPromises(read, await promisesOfStory(read, await storyRow(storyId)), ask()),
    "promises.list": async () => ({
      promises: await showPromises(read, await bindingPromises(read, mostBinding), ask()),
      total: await countBinding(read),
    }),
    "promises.suggest": async ({ storyId }) => {
      const rowId = await storyRow(storyId);
      const record = (await casesOfStories(read, [rowId])).get(rowId);
      if (!record) return null;
      return suggestPromise(read, { caseRowId: record.rowId, known: await promisesOfStory(read, rowId) });
    },
    "promises.make": ({ commandId, ...made }, call) =>
      act("promises.make", { commandId, call }, (frame) => makePromise(frame, made, call)),
    "promises.keep": ({ commandId, ...target }, call) =>
      act("promises.keep", { commandId, call }, (frame) => keepPromise(frame, target, call)),
    "promises.reopen": ({ commandId, ...target }, call) =>
      act("promises.reopen", { commandId, call }, (frame) => reopenPromise(frame, target, call)),
    "promises.withdraw": ({ commandId, ...target }, call) =>
      act("promises.withdraw", { commandId, call }, (frame) => withdrawPromise(frame, target, call)),
  };
}
