import type { Network } from "../../contract/values.ts";

export type VcardContact = {
  readonly id: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly town: string | null;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly handles: readonly { readonly network: Network; readonly handle: string }[];
};

/** One contact as vCard 3.0 (RFC 2426): lines folded at 75 bytes, ends with its CRLF. Notes are for us and stay here. */
export function writeVcard({ id, name, organisation, town, phones, emails, handles }: VcardContact): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  const first = words.length > 1 ? words.slice(0, -1).join(" ") : name.trim();
  const lines = [
    "BEGIN:VCARD",
    "VERSION:3.0",
    `UID:urn:watchroom:${id}`,
    `FN:${escaped(name)}`,
    `N:${escaped(last)};${escaped(first)};;;`,
    ...(organisation === null ? [] : [`ORG:${escaped(organisation)}`]),
    ...(town === null ? [] : [`ADR:;;;${escaped(town)};;;`]),
    ...phones.map((phone) => `TEL:${escaped(phone)}`),
    ...emails.map((email) => `EMAIL:${escaped(email)}`),
    ...handles.map(({ network, handle }) => `X-SOCIALPROFILE;TYPE=${network}:${escaped(handle)}`),
    "END:VCARD",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");
}

const mostBytes = 75;

/** Cut into lines of at most 75 bytes, never inside a character; a line that goes on begins with a space. */
function folded(line: string): string {
  const lines: string[] = [];
  let piece = "";
  let bytes = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (bytes + size > mostBytes) {
      lines.push(piece);
      piece = " ";
      bytes = 1;
    }
    piece += character;
    bytes += size;
  }
  return [...lines, piece].join("\r\n");
}
