import type { Doing, Present } from "../../contract/methods/presence.ts";
import { presenceSilentMs } from "../../contract/methods/presence.ts";
import { Refusal } from "../../contract/refusal.ts";
import { initialsOf } from "../../domain/people.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { listPeople } from "../store/person.ts";

type Here = {
  readonly sessionId: number | null;
  readonly personId: string;
  readonly storyId: string;
  readonly doing: Doing;
  /** When this window came to the case. */
  readonly since: number;
  readonly forget: () => void;
};

/** Far more windows than any desk has; what comes beyond is not shown. */
const mostWindows = 500;

export type Presence = {
  readonly handlers: Handlers<"presence.say" | "presence.now">;
  /** Whoever was at a device is gone from all of its windows: somebody else signs in there, or nobody. */
  readonly leave: (sessionId: number | null) => void;
  readonly stop: () => void;
};

/** Who is at which case, by what their windows say. In memory only: presence is no decision and is no event. */
export function createPresence({ store, clock, changed }: Pick<Parts, "store" | "clock" | "changed">): Presence {
  const windows = new Map<string, Here>();

  function drop(windowId: string): void {
    const here = windows.get(windowId);
    if (!here) return;
    here.forget();
    windows.delete(windowId);
    changed("presence");
  }

  const say: Presence["handlers"]["presence.say"] = ({ windowId, storyId, doing }, { person, sessionId }) => {
    if (!person) return Promise.reject(new Refusal("sign-in-first"));
    // A window is known by its device too, so that nobody speaks for another one's.
    const key = `${sessionId} ${windowId}`;
    const known = windows.get(key);
    if (storyId === null) {
      drop(key);
      return Promise.resolve({});
    }
    if (!known && windows.size >= mostWindows) return Promise.resolve({});
    known?.forget();
    const isSameCase = known?.storyId === storyId && known.personId === person.id;
    windows.set(key, {
      ...{ sessionId, personId: person.id, storyId, doing },
      since: isSameCase ? known.since : clock.now(),
      forget: clock.after(presenceSilentMs, () => drop(key)),
    });
    if (!isSameCase || known.doing !== doing) changed("presence");
    return Promise.resolve({});
  };

  return {
    handlers: {
      "presence.say": say,
      "presence.now": async () => {
        const names = new Map((await listPeople(store.read)).map(({ id, name }) => [id, name]));
        return shown([...windows.values()], names);
      },
    },
    leave: (sessionId) => {
      for (const [key, here] of windows) if (here.sessionId === sessionId) drop(key);
    },
    stop: () => {
      for (const here of windows.values()) here.forget();
      windows.clear();
    },
  };
}

/** One line for each person at a case, however many windows they have there. Who has left the desk is not there. */
function shown(windows: readonly Here[], names: ReadonlyMap<string, string>): Present[] {
  const groups = Map.groupBy(windows, ({ storyId, personId }) => `${storyId} ${personId}`);
  const present = [...groups.values()].flatMap((group): Present[] => {
    const [first] = group;
    const name = first && names.get(first.personId);
    if (!first || name === undefined) return [];
    return [
      {
        storyId: first.storyId,
        person: { id: first.personId, name, initials: initialsOf(name) },
        doing: group.some(({ doing }) => doing === "replying") ? "replying" : "viewing",
        since: Math.min(...group.map(({ since }) => since)),
      },
    ];
  });
  return present.sort(
    (one, other) => one.storyId.localeCompare(other.storyId) || one.person.name.localeCompare(other.person.name),
  );
}
