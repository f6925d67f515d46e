import type { Parsed } from "../../contract/methods.ts";
import { loggedKinds } from "../../domain/shifts/say-logged.ts";
import type { Db } from "../store/open.ts";
import { subjectsOfStory } from "../store/log-context.ts";
import type { LogFilter } from "./log-lines.ts";

/** The filter of the page as the store reads it. A kind with a dot at its end stands for all that begin with it. */
export async function logFilter(
  db: Db,
  { kinds, personId, storyId }: Pick<Parsed<"shifts.log">, "kinds" | "personId" | "storyId">,
): Promise<LogFilter> {
  const isWanted = (kind: string) =>
    kinds.some((wanted) => (wanted.endsWith(".") ? kind.startsWith(wanted) : kind === wanted));
  return {
    ...(kinds.length > 0 && { kinds: loggedKinds.filter(isWanted) }),
    ...(personId !== null && { actorId: personId }),
    ...(storyId !== null && { subjectIds: await subjectsOfStory(db, storyId) }),
  };
}
