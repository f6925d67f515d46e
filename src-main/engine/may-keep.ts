import { Refusal } from "../contract/refusal.ts";
import type { Call } from "./handlers.ts";

/** Something kept by a person, or, without an owner, for the whole desk. */
type Kept = { readonly ownerRowId: number | null };

/** Whose a thing becomes that is kept now: the desk's, which leads and admins may change, or one's own. Refusals: not-allowed, sign-in-first. */
export function ownerOf(call: Call, { forAll }: { readonly forAll: boolean }): number | null {
  if (forAll) {
    if (!keepsForAll(call)) throw new Refusal("not-allowed");
    return null;
  }
  if (!call.person) throw new Refusal("sign-in-first");
  return call.person.rowId;
}

/** Refusal: not-found for what is another person's own, not-allowed for what is the desk's. */
export function requireMayChange(call: Call, kept: Kept): void {
  if (kept.ownerRowId === null && !keepsForAll(call)) throw new Refusal("not-allowed");
  if (kept.ownerRowId !== null && kept.ownerRowId !== call.person?.rowId) throw new Refusal("not-found");
}

function keepsForAll({ person, actor }: Call): boolean {
  return actor.kind === "cli" || (person?.roles.some((role) => role === "lead" || role === "admin") ?? false);
}

/** Names are told apart without their case, and there is an end to how many one may keep. Refusals: name-taken, too-many { most }. */
export function requireRoom(
  others: readonly { readonly name: string }[],
  { name, most }: { readonly name: string; readonly most: number },
): void {
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) throw new Refusal("name-taken");
  if (others.length >= most) throw new Refusal("too-many", { most });
}
