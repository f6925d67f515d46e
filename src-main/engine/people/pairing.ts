import { createHash, timingSafeEqual } from "node:crypto";
import { Refusal } from "../../contract/refusal.ts";
import { afterGuess, secondsLocked } from "../../domain/tries.ts";
import type { Guesses } from "../../domain/tries.ts";
import type { Parts } from "../parts.ts";

export type DeviceKind = "desk" | "display";
export type PairingCode = { readonly kind: DeviceKind; readonly code: string; readonly expiresAt: number };

export type Pairing = {
  /** Makes a new code of a kind; the one before it is void. */
  readonly issue: (kind: DeviceKind) => PairingCode;
  /** Uses a code up. Refusals: bad-code, too-many-tries { seconds }. */
  readonly redeem: (code: string) => DeviceKind;
};

const digits = 8;
const lifeMs = 10 * 60_000;

/**
 * One-time codes that let a browser in: eight digits, ten minutes, one use. Five wrong tries lock for a minute and
 * replace the codes that were out, which `replaced` is told, so that whoever guesses has to begin anew.
 */
export function createPairing({
  clock,
  ids,
  replaced,
}: Pick<Parts, "clock" | "ids"> & { readonly replaced: (code: PairingCode) => void }): Pairing {
  const open = new Map<DeviceKind, PairingCode & { readonly endsAt: number }>();
  let guesses: Guesses | undefined;

  function issue(kind: DeviceKind): PairingCode {
    const number = Buffer.from(ids.randomBytes(8)).readBigUInt64BE() % 10n ** BigInt(digits);
    const code = { kind, code: number.toString().padStart(digits, "0"), expiresAt: clock.now() + lifeMs };
    open.set(kind, { ...code, endsAt: clock.monotonic() + lifeMs });
    return code;
  }

  function redeem(given: string): DeviceKind {
    const now = clock.monotonic();
    const seconds = secondsLocked(guesses, now);
    if (seconds > 0) throw new Refusal("too-many-tries", { seconds });
    const found = [...open.values()].find((code) => now < code.endsAt && isSame(code.code, given));
    if (found) {
      open.delete(found.kind);
      guesses = undefined;
      return found.kind;
    }
    guesses = afterGuess(guesses, now);
    if (secondsLocked(guesses, now) > 0) for (const kind of [...open.keys()]) replaced(issue(kind));
    throw new Refusal("bad-code");
  }

  return { issue, redeem };
}

function isSame(code: string, given: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(code), digest(given.replaceAll(/[\s-]/g, "")));
}
