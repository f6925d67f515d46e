import type { Role } from "../contract/values.ts";

/** Fewest digits of a PIN (decisions.md, Sign-in). */
export const pinDigits = 6;

/** Whether a text can be a PIN: digits only, and enough of them. */
export function isPinStrong(pin: string): boolean {
  return /^\d+$/.test(pin) && pin.length >= pinDigits;
}

/**
 * One or two letters for a person: first letter of the first and of the last word, in capitals; "?" without letters.
 * @example initialsOf("Ann de Vries") // "AV"
 */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).flatMap((word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? []);
  const [first, ...rest] = words;
  if (first === undefined) return "?";
  return `${first}${rest.at(-1) ?? ""}`.toUpperCase();
}

/** Roles of the one person that a new workspace begins with: all that one desk needs, so that a firm of one can work. */
export const firstPersonRoles: readonly Role[] = ["agent", "corpcomm", "lead", "admin"];

/** The roles that a signed-in person may act with; `display` belongs to a screen, not to a person at work. */
export function canWork(roles: readonly Role[]): boolean {
  return roles.some((role) => role !== "display");
}

/** What a device without a name is told apart by: the end of its id. */
export function shortName(id: string): string {
  return id.slice(-4);
}
