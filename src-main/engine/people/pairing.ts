import { createHash, timingSafeEqual } from "node:crypto";
import { Refusal } from "../../contract/refusal.ts";
import { afterGuess, secondsLocked } from "../../domain/tries.ts";
import type { Guesses } from "../../domain/tries.ts";
import type { Invited } from "../../ports/browser-door.ts";
import type { Parts } from "../parts.ts";
import type { DeviceKind, SeenFrom } from "../store/session.ts";

export type { DeviceKind };
export type PairingCode = Invited & { readonly kind: DeviceKind; readonly code: string; readonly expiresAt: number };

export type Pairing = {
  /** Makes a new code of a kind; the one before it is void. */
  readonly issue: (kind: DeviceKind, invited?: Invited) => PairingCode;
  /** The code of a kind that is out; null when there is none, or it was used, or is too old. */
  readonly current: (kind: DeviceKind) => PairingCode | null;
  /**
   * Uses a code up. Over a network only displays are let in, and a desk code that was typed there is void: others may have
   * read it. Refusals: bad-code, display-code-needed, too-many-tries { seconds }.
   */
  readonly redeem: (code: string, from?: SeenFrom) => PairingCode;
};

const digits = 8;
const lifeMs = 10 * 60_000;
const nobodyYet: Invited = { name: null, wall: null };

/**
 * One-time codes that let a browser in: eight digits, ten minutes, one use. Five wrong tries lock for a minute and
 * replace the codes that were out, which `replaced` is told, so that whoever guesses has to begin anew. Whoever guesses in
 * a network locks the network only, and takes no code from the desk's own browsers.
 */
export function createPairing({
  clock,
  ids,
  replaced,
}: Pick<Parts, "clock" | "ids"> & { readonly replaced: (code: PairingCode) => void }): Pairing {
  const open = new Map<DeviceKind, PairingCode & { readonly endsAt: number }>();
  const guesses = new Map<SeenFrom, Guesses>();

  function issue(kind: DeviceKind, invited: Invited = nobodyYet): PairingCode {
    const number = Buffer.from(ids.randomBytes(8)).readBigUInt64BE() % 10n ** BigInt(digits);
    const digitsOfCode = number.toString().padStart(digits, "0");
    const code = { kind, code: digitsOfCode, expiresAt: clock.now() + lifeMs, name: invited.name, wall: invited.wall };
    open.set(kind, { ...code, endsAt: clock.monotonic() + lifeMs });
    return code;
  }

  function current(kind: DeviceKind): PairingCode | null {
    const found = open.get(kind);
    if (!found || clock.monotonic() >= found.endsAt) return null;
    const { endsAt: _endsAt, ...code } = found;
    return code;
  }

  function replaceAll(kinds: readonly DeviceKind[]): void {
    for (const kind of kinds) {
      const before = open.get(kind);
      if (before) replaced(issue(kind, before));
    }
  }

  function wrong(from: SeenFrom, now: number): void {
    guesses.set(from, afterGuess(guesses.get(from), now));
    if (secondsLocked(guesses.get(from), now) > 0) replaceAll(from === "network" ? ["display"] : [...open.keys()]);
  }

  function redeem(given: string, from: SeenFrom = "computer"): PairingCode {
    const now = clock.monotonic();
    const seconds = secondsLocked(guesses.get(from), now);
    if (seconds > 0) throw new Refusal("too-many-tries", { seconds });
    const found = [...open.values()].find((code) => now < code.endsAt && isSame(code.code, given));
    if (!found) {
      wrong(from, now);
      throw new Refusal("bad-code");
    }
    if (from === "network" && found.kind !== "display") {
      wrong(from, now);
      replaceAll([found.kind]);
      throw new Refusal("display-code-needed");
    }
    open.delete(found.kind);
    guesses.delete(from);
    return found;
  }

  return { issue, current, redeem };
}

function isSame(code: string, given: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(code), digest(given.replaceAll(/[\s-]/g, "")));
}
