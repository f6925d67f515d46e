export type Mode = "nobody" | "profile" | "add" | "edit" | "merge" | "duplicates" | "import";

/** What stands at the right of the list, from the address. */
export function readMode(does: string | null, contactId: string | null): Mode {
  if (does === "add" || does === "duplicates" || does === "import") return does;
  if (contactId === null) return "nobody";
  if (does === "edit") return "edit";
  return does?.startsWith("merge") === true ? "merge" : "profile";
}

/** With whom a merge was asked for: "merge-01J…"; null when that is still to be chosen. */
export function mergeWith(does: string | null): string | null {
  return /^merge-([0-9A-Z]{26})$/.exec(does ?? "")?.[1] ?? null;
}
