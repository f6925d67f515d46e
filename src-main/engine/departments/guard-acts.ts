import { methods } from "../../contract/methods.ts";
import type { MethodName } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { mayActOn } from "../../domain/departments.ts";
import type { QueuedPlace } from "../../domain/departments.ts";
import { whoChanged } from "../claims/who-changed.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { queuedPlaces } from "../store/department-queue.ts";
import { listDepartments, looksOnSomewhere } from "../store/department.ts";
import type { Db } from "../store/open.ts";
import { namedStories } from "./named-stories.ts";

type AnyHandler = (input: unknown, call: Call) => Promise<unknown>;

/** Says where people are, changes nothing about a story: whoever looks on may. */
const free: ReadonlySet<MethodName> = new Set(["presence.say", "claims.seen"]);

/**
 * The same two things for every write, whatever noun it belongs to: who only looks on in a department does not act on
 * its stories (refusal: look-only { department }), and who comes second in the same moment is told who did what before
 * (the parameters of the refusal stale).
 */
export function guardActs({ store, clock }: Pick<Parts, "store" | "clock">, handlers: Handlers): Handlers {
  const guarded = Object.entries(handlers).map(([name, handler]) => {
    const method = name as MethodName;
    if (methods[method].kind === "read" || free.has(method)) return [name, handler] as const;
    const act = handler as AnyHandler;
    const guardedAct: AnyHandler = async (input, call) => {
      await refuseLookers(store.read, { method, input, call });
      try {
        return await act(input, call);
      } catch (cause) {
        throw cause instanceof Refusal && cause.code === "stale"
          ? new Refusal(
              "stale",
              { ...cause.params, ...(await whoChanged(store.read, { input, call, now: clock.now() })) },
              { cause },
            )
          : cause;
      }
    };
    return [name, guardedAct] as const;
  });
  // The same names with handlers of the same types around them.
  return Object.fromEntries(guarded) as unknown as Handlers;
}

type Asked = { readonly method: MethodName; readonly input: unknown; readonly call: Call };

async function refuseLookers(db: Db, { method, input, call }: Asked): Promise<void> {
  if (!call.person || !(await looksOnSomewhere(db, call.person.rowId))) return;
  const places = await queuedPlaces(db, await namedStories(db, input));
  const refused = await departmentsThatRefuse(
    db,
    call,
    method === "mentions.log" ? [...places, placeOf(input)] : places,
  );
  if (refused !== null) throw new Refusal("look-only", { department: refused });
}

/** Where a mention would come to stand that is being entered by hand. */
function placeOf(input: unknown): QueuedPlace {
  const bucket = (input as { readonly bucket?: QueuedPlace["bucket"] | null }).bucket ?? "unsorted";
  return { department: null, bucket };
}

/** The departments in which the person only looks on, as words, where one of these places is not theirs to act on. */
async function departmentsThatRefuse(db: Db, { person }: Call, places: readonly QueuedPlace[]): Promise<string | null> {
  const mine = (await listDepartments(db)).flatMap(({ name, names, buckets, members }) => {
    const member = members.find(({ personRowId }) => personRowId === person?.rowId);
    return member ? [{ name, queue: { names, buckets }, viewOnly: member.viewOnly }] : [];
  });
  if (places.every((place) => mayActOn(mine, place))) return null;
  return mine.flatMap(({ name, viewOnly }) => (viewOnly ? [name] : [])).join(", ");
}

/** The departments because of which a person may only look at a story; null when they may act. */
export async function looksOnAt(db: Db, call: Call, storyId: string): Promise<string | null> {
  if (!call.person || !(await looksOnSomewhere(db, call.person.rowId))) return null;
  return departmentsThatRefuse(db, call, await queuedPlaces(db, [storyId]));
}
