// Escapes only: the characters themselves would be invisible here.
const unwanted =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\ufffe\uffff]/g;

/** Drops control, text-direction and soft-hyphen characters and replaces halves of surrogate pairs; keeps line ends and tabs. */
export function safeText(text: string): string {
  return text.toWellFormed().replace(unwanted, "");
}

/** One line: every run of white space is one space. */
export function oneLine(text: string): string {
  return safeText(text).replace(/\s+/g, " ").trim();
}

/** Cuts at a limit, between characters, and says so with "…". */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit - 1)
    .toWellFormed()
    .replace(/\ufffd$/, "")
    .trimEnd()}…`;
}
