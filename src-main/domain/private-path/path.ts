import type { PrivateStep, PrivateVia } from "../../contract/methods/private-path.ts";
import type { Network } from "../../contract/values.ts";
import { addBusiness } from "../calendar/business-time.ts";
import type { Calendar } from "../calendar/calendar.ts";

/** Where somebody speaks to us alone: what is said there was never public, so nothing has to be taken into private. */
export const privateNetworks = ["phone", "email", "walk-in", "whatsapp"] as const satisfies readonly Network[];

export function isPublic(network: Network): boolean {
  return !(privateNetworks as readonly Network[]).includes(network);
}

/** The way of a complaint from the public into a private channel, step by step. Decisions of people and facts of replies. */
const inOrder = ["invited", "contacted", "confirmed", "solved", "closed_out"] as const satisfies readonly PrivateStep[];

/** Instants in ms; null = not there yet. `declined` is an end beside the others. */
export type PrivatePath = {
  readonly at: Readonly<Record<PrivateStep, number | null>>;
  /** How the private contact goes. */
  readonly via: PrivateVia | null;
};

export const noPath: PrivatePath = {
  at: { invited: null, contacted: null, confirmed: null, solved: null, closed_out: null, declined: null },
  via: null,
};

/** The last step that was taken; null before the first. */
export function stepOf({ at }: PrivatePath): PrivateStep | null {
  if (at.declined !== null) return "declined";
  return inOrder.findLast((step) => at[step] !== null) ?? null;
}

/** The steps that may follow, the nearest first. They can decline until a private contact is confirmed. */
export function nextSteps(path: PrivatePath): readonly PrivateStep[] {
  const step = stepOf(path);
  if (step === "declined" || step === "closed_out") return [];
  const later = step === null ? inOrder : inOrder.slice(inOrder.indexOf(step) + 1);
  // What was never solved in private has nothing to close in public.
  const open = path.at.solved === null ? later.filter((one) => one !== "closed_out") : later;
  return path.at.invited !== null && path.at.confirmed === null ? [...open, "declined"] : open;
}

/**
 * Takes a step; null where it may not follow. The steps that were passed over are taken at the same moment: somebody who
 * rings up was invited, reached and confirmed at once.
 */
export function takeStep(
  path: PrivatePath,
  { step, via, at }: { readonly step: PrivateStep; readonly via: PrivateVia | null; readonly at: number },
): PrivatePath | null {
  if (!nextSteps(path).includes(step)) return null;
  const passed = step === "declined" ? [step] : inOrder.slice(0, inOrder.indexOf(step as (typeof inOrder)[number]) + 1);
  const taken = Object.fromEntries(passed.map((one) => [one, path.at[one] ?? at]));
  return { at: { ...path.at, ...taken }, via: via ?? path.via };
}

const hourMs = 3_600_000;

/** How long a path may stand at a step, elapsed, before somebody is reminded: 48 hours is what counts as completed. */
export const longestAt: Readonly<Record<PrivateStep, number | null>> = {
  invited: 24 * hourMs,
  contacted: 24 * hourMs,
  confirmed: 72 * hourMs,
  solved: 24 * hourMs,
  closed_out: null,
  declined: null,
};

/**
 * When somebody is to be reminded of a path that stands still, in ms; null where nothing is due. Where the time is over at
 * night or on a day off, that is when the desk opens; a calendar without hours makes nobody wait.
 */
export function remindAt(path: PrivatePath, hours: Calendar): number | null {
  const step = stepOf(path);
  const since = step === null ? null : path.at[step];
  const longest = step === null ? null : longestAt[step];
  if (since === null || longest === null) return null;
  const due = since + longest;
  const firstOpenEnd = addBusiness(due, 1, hours);
  return firstOpenEnd === null ? due : firstOpenEnd - 1;
}
