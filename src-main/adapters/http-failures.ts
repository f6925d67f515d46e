import type { HttpFailureCode } from "../ports/http.ts";

/** There is no network here. */
export const noNetwork: ReadonlySet<HttpFailureCode> = new Set(["offline", "unreachable"]);

/** The request never left, or was never understood as one: nothing can have arrived. */
export const neverArrived: ReadonlySet<HttpFailureCode> = new Set([
  "address-unknown",
  "refused",
  "tls",
  "tls-missing",
  "tls-expired",
  "tls-wrong-host",
  "tls-untrusted",
]);

/** No later try can do better. */
export const neverWill: ReadonlySet<HttpFailureCode> = new Set(["address-bad", "not-secure", "private-address"]);
