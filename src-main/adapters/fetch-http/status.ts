import type { HttpFailureCode } from "../../ports/http.ts";
import { HttpFault } from "./fault.ts";
import { retryAfterMs } from "./retry-after.ts";

const named = new Set([401, 403, 404, 410, 429]);

/** The fault of a status that is neither success, redirect nor "not modified". */
export function faultOfStatus(httpStatus: number, headers: Readonly<Record<string, string>>, nowMs: number): HttpFault {
  const waitMs = httpStatus === 429 || httpStatus >= 500 || httpStatus === 403 ? retryAfterMs(headers, nowMs) : null;
  return new HttpFault({
    code: codeOfStatus(httpStatus),
    params: { status: httpStatus },
    httpStatus,
    retryAfterMs: waitMs,
  });
}

function codeOfStatus(httpStatus: number): HttpFailureCode {
  if (named.has(httpStatus)) return `http-${httpStatus as 401 | 403 | 404 | 410 | 429}`;
  if (httpStatus >= 500) return "http-5xx";
  return httpStatus >= 400 ? "http-4xx" : "http-other";
}
