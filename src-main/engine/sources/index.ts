import type { Handlers } from "../handlers.ts";
import { addAccountSource } from "./accounts/add-account-source.ts";
import { lastFetches } from "./fetches.ts";
import type { Secrets } from "../../ports/secrets.ts";
import { addSource, removeSource } from "./manage.ts";
import { pollNow } from "./poll-now.ts";
import type { PollParts } from "./poll/poll-parts.ts";
import type { Poller } from "./poller.ts";
import type { SourceCounter } from "./source-counter.ts";
import { readSourceSettings, wouldPurge } from "./source-settings.ts";
import { updateSource } from "./update-source.ts";
import { sourceRows } from "./source-rows.ts";

export type SourcesParts = Omit<PollParts, "closing" | "secrets" | "unchanged" | "news" | "publishers"> & {
  readonly secrets: Secrets;
  readonly poller: Poller;
  readonly sourceCounter: SourceCounter;
  /** Tells whoever plans the polls and jobs to look now: something became due. */
  readonly lookSoon: () => void;
};

type SourceMethod =
  | "sources.list"
  | "sources.add"
  | "sources.addAccount"
  | "sources.update"
  | "sources.remove"
  | "sources.poll"
  | "sources.fetches"
  | "sources.settings"
  | "sources.wouldPurge";

export function createSources(parts: SourcesParts): Handlers<SourceMethod> {
  const thenLook = async <Result>(work: Promise<Result>): Promise<Result> => {
    const result = await work;
    parts.lookSoon();
    return result;
  };
  return {
    "sources.list": async () => [...(await sourceRows(parts))],
    "sources.add": (input, call) => thenLook(addSource(parts, input, call)),
    "sources.addAccount": (input, call) => thenLook(addAccountSource(parts, input, call)),
    "sources.update": (input, call) => thenLook(updateSource(parts, input, call)),
    "sources.remove": (input, call) => removeSource(parts, input, call),
    "sources.poll": (input) => pollNow(parts, input),
    "sources.settings": ({ id }) => readSourceSettings(parts, id),
    "sources.wouldPurge": (input) => wouldPurge(parts, input),
    "sources.fetches": (input) => lastFetches(parts.store.read, input.id),
  };
}
