const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** Which wall a monitor shows: "first" = whichever is first on the desk, a ULID, or none. */
export function isWallChoice(value: unknown): value is string | null {
  return value === null || value === "first" || (typeof value === "string" && ulid.test(value));
}
