import type { IncomingMessage } from "node:http";

/** Cookies do not tell ports apart, so the name does: two desks on one computer do not sign each other out. */
const cookieName = (port: number): string => `watchroom-${port}`;

const oneYearSeconds = 365 * 24 * 60 * 60;

export function sessionCookie(port: number, token: string): string {
  return `${cookieName(port)}=${token}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${oneYearSeconds}`;
}

/** The token of the browser, or null; two cookies of the name (one planted by a neighbour) count as none. */
export function tokenOf(request: IncomingMessage, port: number): string | null {
  const prefix = `${cookieName(port)}=`;
  const found = (request.headers.cookie ?? "")
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix));
  const [cookie] = found;
  if (cookie === undefined || found.length > 1) return null;
  const token = cookie.slice(prefix.length);
  return /^[\w-]{43}$/.test(token) ? token : null;
}
