import type { HttpFailureCode } from "../../ports/http.ts";
import { HttpFault } from "./fault.ts";

export interface ErrorContext {
  readonly host: string;
  /** Whether this machine has any network but loopback. */
  readonly hasNetwork: boolean;
  /** Bytes that came over the connection before it failed. */
  readonly bytesRead: number;
}

const codeByErrno: Readonly<Record<string, HttpFailureCode>> = {
  ENOTFOUND: "address-unknown",
  EAI_AGAIN: "address-unknown",
  EAI_FAIL: "address-unknown",
  EAI_NODATA: "address-unknown",
  EAI_NONAME: "address-unknown",
  ENODATA: "address-unknown",
  ECONNREFUSED: "refused",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ENETDOWN: "unreachable",
  EHOSTDOWN: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  EACCES: "unreachable",
  EPERM: "unreachable",
  ETIMEDOUT: "timed-out",
  ECONNRESET: "broke-off",
  ECONNABORTED: "broke-off",
  EPIPE: "broke-off",
  ERR_STREAM_PREMATURE_CLOSE: "broke-off",
  HPE_HEADER_OVERFLOW: "headers-too-large",
  CERT_HAS_EXPIRED: "tls-expired",
  CERT_NOT_YET_VALID: "tls-expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls-wrong-host",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls-untrusted",
  SELF_SIGNED_CERT_IN_CHAIN: "tls-untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls-untrusted",
  UNABLE_TO_GET_ISSUER_CERT: "tls-untrusted",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls-untrusted",
  CERT_UNTRUSTED: "tls-untrusted",
  CERT_REVOKED: "tls-untrusted",
  ERR_SSL_WRONG_VERSION_NUMBER: "tls-missing",
  ERR_SSL_PACKET_LENGTH_TOO_LONG: "tls-missing",
  ERR_SSL_HTTP_REQUEST: "tls-missing",
};

const needNetwork: readonly HttpFailureCode[] = ["address-unknown", "unreachable"];

/** Names an error of node's network code; null for anything else, which is then a bug and not a failure. */
export function faultOfError(error: unknown, context: ErrorContext): HttpFault | null {
  if (error instanceof HttpFault) return error;
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const errno = errnoOf(first) ?? errnoOf(error);
  if (errno === null) return null;
  const code = codeOf(errno, first, context);
  return code && new HttpFault({ code, params: { host: context.host, detail: errno } }, { cause: error });
}

function codeOf(errno: string, error: unknown, context: ErrorContext): HttpFailureCode | null {
  const message = error instanceof Error ? error.message : "";
  if (errno === "ECONNRESET" && /hang up/.test(message) && context.bytesRead === 0) return "empty";
  const known = codeByErrno[errno];
  if (known && needNetwork.includes(known) && !context.hasNetwork) return "offline";
  if (known) return known;
  if (errno.startsWith("HPE_")) return "not-http";
  if (errno === "EPROTO" && /wrong version|packet length|http request/i.test(message)) return "tls-missing";
  if (/^(EPROTO|ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|HOSTNAME_|INVALID_CA)/.test(errno)) return "tls";
  return error instanceof Error && "syscall" in error ? "unreachable" : null;
}

function errnoOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
