import type { Line } from "../../contract/methods/look-up.ts";
import type { Role } from "../../contract/values.ts";

type Standing = {
  readonly expiresAt: number;
  readonly approvedAt: number | null;
  readonly withdrawnAt: number | null;
};

/** How a line stands at a moment (ms). One that nobody approved in time has expired too. */
export function lineState({ expiresAt, approvedAt, withdrawnAt }: Standing, now: number): Line["state"] {
  if (withdrawnAt !== null) return "withdrawn";
  if (expiresAt <= now) return "expired";
  return approvedAt === null ? "proposed" : "approved";
}

/** Who may approve what is said of a story: the legal lane is legal's alone. */
export function lineApprovers(storyRoles: readonly Role[]): readonly Role[] {
  return storyRoles.includes("legal") ? ["legal"] : ["corpcomm", "legal"];
}
