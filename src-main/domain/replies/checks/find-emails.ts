import { isHostOf } from "../field-kinds.ts";
import type { CheckBook, CheckFacts } from "./facts.ts";
import type { Finding } from "./hit.ts";

const LOCAL = /[\p{L}\d][\p{L}\d.+%_-]{0,63}$/u;
const HOST = /[\p{L}\d][\p{L}\d-]{0,62}(?:\.[\p{L}\d][\p{L}\d-]{0,62}){1,6}/uy;

/** E-mail addresses that are not the firm's own. The customer's own stops a reply. A handle such as @ann@far.example is none. */
export function findEmails(text: string, facts: CheckFacts, book: CheckBook): readonly Finding[] {
  const found: Finding[] = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const local = LOCAL.exec(text.slice(Math.max(0, at - 64), at))?.[0];
    if (local === undefined || text[at - local.length - 1] === "@") continue;
    HOST.lastIndex = at + 1;
    const host = HOST.exec(text)?.[0];
    if (host === undefined) continue;
    const address = `${local}@${host}`.toLowerCase();
    if (book.ownEmails.has(address) || facts.hosts.some((own) => isHostOf(host.toLowerCase(), own))) continue;
    const isTheirs = facts.customer.emails.includes(address);
    const span = { from: at - local.length, to: at + 1 + host.length };
    found.push({ rule: "email", ...span, ...(isTheirs && { severity: "stop" }) });
  }
  return found;
}
