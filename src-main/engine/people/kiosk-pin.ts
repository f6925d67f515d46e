import type { Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { afterGuess, secondsLocked } from "../../domain/tries.ts";
import type { Guesses } from "../../domain/tries.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { listPeople } from "../store/person.ts";
import { isPin } from "./pin.ts";

type KioskParts = Pick<Parts, "store" | "clock">;

/**
 * Whether somebody may take a wall off its monitor: whoever knows the PIN of a lead or an admin. Nobody is signed in by it.
 * Where none of them has a PIN there is nothing to ask for. Only a wall asks, and guesses are limited for all walls
 * together, whoever's PIN was meant.
 */
export function createKiosk(parts: KioskParts): Handlers<"kiosk.leave"> {
  let guesses: Guesses | undefined;

  async function leave({ pin }: Parsed<"kiosk.leave">, { device }: Call): Promise<{ isFree: boolean }> {
    if (device !== "display") throw new Refusal("not-allowed", { method: "kiosk.leave" });
    const hashes = await pinsOfLeads(parts);
    if (hashes.length === 0) return { isFree: true };
    if (pin === null) return { isFree: false };
    const now = parts.clock.monotonic();
    const seconds = secondsLocked(guesses, now);
    if (seconds > 0) throw new Refusal("too-many-tries", { seconds });
    guesses = afterGuess(guesses, now);
    if (!(await isOneOf(pin, hashes))) throw new Refusal("wrong-pin");
    guesses = undefined;
    return { isFree: true };
  }

  return { "kiosk.leave": leave };
}

async function pinsOfLeads({ store }: KioskParts): Promise<readonly string[]> {
  const leads = (await listPeople(store.read)).filter(({ roles }) => roles.includes("lead") || roles.includes("admin"));
  return leads.flatMap(({ pinHash }) => pinHash ?? []);
}

async function isOneOf(pin: string, hashes: readonly string[]): Promise<boolean> {
  for (const hash of hashes) if (await isPin(pin, hash)) return true;
  return false;
}
