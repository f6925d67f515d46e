import type { Topic } from "../../contract/changes.ts";
import type { SavedView } from "../../contract/methods/saved-views.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { viewsOf, type StoredView } from "../store/saved-view.ts";
import { countAsked } from "../triage/find-stories.ts";
import { goneParts, livingParts } from "./gone-parts.ts";
import { placeView, removeView, restoreView, saveView } from "./save-view.ts";

type ViewMethod = Extract<keyof Handlers, `views.${string}`>;

const topics: readonly Topic[] = ["views"];

/** Views of the queue that people save for themselves or for the desk. */
export function createSavedViews(parts: Parts): Handlers<ViewMethod> {
  const run = <Result>(
    command: { call: Call; method: ViewMethod; commandId: string },
    work: Parameters<typeof runCommand<Result>>[2],
  ) => runCommand(parts, { ...command, topics }, work);
  return {
    "views.list": (_input, call) => listOf(parts, call),
    "views.save": ({ commandId, ...input }, call) =>
      run({ call, method: "views.save", commandId }, (act) => saveView(act, { ...input, call })),
    "views.place": ({ commandId, ...input }, call) =>
      run({ call, method: "views.place", commandId }, async (act) => {
        await placeView(act, { ...input, call });
        return { id: input.id };
      }),
    "views.remove": ({ commandId, view }, call) =>
      run({ call, method: "views.remove", commandId }, async (act) => {
        await removeView(act, { view, call });
        return { id: view.id };
      }),
    "views.restore": ({ commandId, id }, call) =>
      run({ call, method: "views.restore", commandId }, async (act) => {
        await restoreView(act, { id, call });
        return { id };
      }),
  };
}

async function listOf(parts: Parts, call: Call): Promise<SavedView[]> {
  const { read } = parts.store;
  const own = call.person ? await viewsOf(read, call.person.rowId) : [];
  const views = [...(await viewsOf(read, null)), ...own];
  const living = views.length === 0 ? null : await livingParts(read);
  const listed: SavedView[] = [];
  for (const view of views) {
    const { count, isExact, isReadable } = await countOf(parts, { view, call });
    listed.push({
      ...{ id: view.id, version: view.version, name: view.name, forAll: view.ownerRowId === null, shows: view.shows },
      ...{ count, isExact },
      gone: [...(living ? goneParts(view, living) : []), ...(isReadable ? [] : (["search"] as const))],
    });
  }
  return listed;
}

async function countOf(parts: Parts, { view, call }: { readonly view: StoredView; readonly call: Call }) {
  try {
    return { ...(await countAsked(parts, { ...view.shows, everywhere: false }, call)), isReadable: true };
  } catch (cause) {
    // The grammar may have grown since it was saved: the view is shown all the same, and says so.
    if (cause instanceof Refusal && cause.code === "query-invalid")
      return { count: 0, isExact: true, isReadable: false };
    throw cause;
  }
}
