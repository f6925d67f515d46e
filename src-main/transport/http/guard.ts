import type { IncomingMessage } from "node:http";

/** Why a request is turned away before anything looks at it; null = it may go on. */
export type Verdict = { readonly status: number; readonly says: string };

const ownSites: ReadonlySet<string> = new Set(["same-origin", "none"]);

/**
 * Keeps out what any page in the person's browser could send to this port: another Host (DNS rebinding), another or no
 * Origin on anything but a read, a cross-site request, a request target that is not a plain path.
 */
export function guard(request: IncomingMessage, hosts: ReadonlySet<string>): Verdict | null {
  const host = request.headers.host ?? "";
  if (countOf(request, "host") !== 1 || !hosts.has(host)) return { status: 421, says: "wrong host" };
  const target = request.url ?? "";
  if (!target.startsWith("/") || target.startsWith("//")) return { status: 400, says: "bad target" };
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (!isRead && request.method !== "POST") return { status: 405, says: "method not allowed" };
  const { origin } = request.headers;
  const isOwn = origin === `http://${host}` && countOf(request, "origin") === 1;
  if (!isOwn && !(isRead && origin === undefined)) return { status: 403, says: "wrong origin" };
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && !(typeof site === "string" && ownSites.has(site)))
    return { status: 403, says: "cross-site" };
  return null;
}

/** Node keeps the first of two headers and drops the other; an attacker may send both. */
function countOf(request: IncomingMessage, name: string): number {
  return request.rawHeaders.filter((word, index) => index % 2 === 0 && word.toLowerCase() === name).length;
}
