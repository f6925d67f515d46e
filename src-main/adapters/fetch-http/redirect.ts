import { HttpFault } from "./fault.ts";

/** The next address of a redirect, or a fault that names what is wrong with it. */
export function nextAddress(from: URL, location: string | undefined, httpStatus: number): URL {
  const to = location ? URL.parse(readLocation(location), from.href) : null;
  if (!to || (to.protocol !== "http:" && to.protocol !== "https:") || to.username || to.password)
    throw new HttpFault({ code: "redirect-bad", params: { to: (location ?? "").slice(0, 200) }, httpStatus });
  if (from.protocol === "https:" && to.protocol === "http:")
    throw new HttpFault({ code: "redirect-downgrade", params: { host: to.host }, httpStatus });
  to.hash = "";
  return to;
}

export const isRedirect = (httpStatus: number): boolean => [301, 302, 303, 307, 308].includes(httpStatus);
export const isPermanent = (httpStatus: number): boolean => httpStatus === 301 || httpStatus === 308;

/** Node reads headers as Latin-1, but servers write UTF-8 paths into Location. */
function readLocation(location: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(location, "latin1"));
  } catch {
    return location; // not UTF-8, so Latin-1 was right
  }
}
