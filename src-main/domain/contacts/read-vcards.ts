/** One property of a card: "TEL;TYPE=home:+44…" is name TEL, params { TYPE: ["home"] }. */
export type VcardLine = {
  readonly name: string;
  readonly params: Readonly<Record<string, readonly string[]>>;
  readonly value: string;
};

export type Vcard = {
  /** Of its BEGIN, from 1. */
  readonly line: number;
  readonly lines: readonly VcardLine[];
  /** False for a card that ends nowhere. */
  readonly isWhole: boolean;
};

/**
 * The cards of a file: vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350), as phones and address books write them: folded
 * lines, soft line ends of quoted-printable, groups ("item1.TEL"), parameters without a name. A reader of our own,
 * because those at hand know no 2.1 and give a file up at its first broken card.
 */
export function readVcards(text: string): readonly Vcard[] {
  const cards: Vcard[] = [];
  let open: { line: number; lines: VcardLine[] } | null = null;
  const close = (isWhole: boolean) => {
    if (open) cards.push({ ...open, isWhole });
    open = null;
  };
  for (const { line, content } of unfold(text)) {
    const read = readLine(content);
    if (read === null) continue;
    const value = read.value.trim().toUpperCase();
    if (read.name === "BEGIN" && value === "VCARD") {
      close(false);
      open = { line, lines: [] };
    } else if (read.name === "END" && value === "VCARD") close(true);
    else open?.lines.push(read);
  }
  close(false);
  return cards;
}

type Content = { readonly line: number; readonly content: string };

/** A line as it comes together. Pieces are joined once: a photo has ten thousand lines. */
type Growing = { readonly line: number; readonly pieces: string[]; head: string | null; isQuoted: boolean };

/** Lines made whole: one that begins with a space goes on the line before, as does one after a soft line end. */
function* unfold(text: string): Generator<Content> {
  let whole: Growing | null = null;
  let isSoft = false;
  let line = 0;
  for (const written of text.split(/\r\n|\r|\n/)) {
    line += 1;
    if (whole && isSoft) whole.pieces.push((whole.pieces.pop() ?? "").slice(0, -1), written);
    else if (whole && /^[ \t]/.test(written)) whole.pieces.push(written.slice(1));
    else {
      if (whole) yield wholeOf(whole);
      whole = { line, pieces: [written], head: "", isQuoted: false };
    }
    readHead(whole);
    isSoft = whole.isQuoted && written.endsWith("=");
  }
  if (whole) yield wholeOf(whole);
}

function wholeOf({ line, pieces }: Growing): Content {
  return { line, content: pieces.join("") };
}

/** What stands before the first colon says whether a line end may be soft; it may itself be folded. */
function readHead(whole: Growing): void {
  if (whole.head === null) return;
  const piece = whole.pieces.at(-1) ?? "";
  const colon = piece.indexOf(":");
  if (colon < 0) {
    whole.head += piece;
    return;
  }
  const params = `${whole.head}${piece.slice(0, colon)}`.split(";").slice(1);
  whole.isQuoted = params.some((param) => /^(?:ENCODING=)?QUOTED-PRINTABLE/i.test(param));
  whole.head = null;
}

function readLine(content: string): VcardLine | null {
  const colon = findColon(content);
  if (colon < 0) return null;
  const [first = "", ...given] = splitOutsideQuotes(content.slice(0, colon), ";");
  const name = first
    .replace(/^[^.]*\./, "")
    .trim()
    .toUpperCase();
  const params = readParams(given);
  const written = content.slice(colon + 1);
  const encoding = params["ENCODING"]?.[0]?.toUpperCase();
  const value = encoding === "QUOTED-PRINTABLE" ? decodeQuotedPrintable(written, params["CHARSET"]?.[0]) : written;
  return name === "" ? null : { name, params, value };
}

function findColon(content: string): number {
  let isQuoted = false;
  for (let at = 0; at < content.length; at += 1) {
    if (content[at] === '"') isQuoted = !isQuoted;
    if (content[at] === ":" && !isQuoted) return at;
  }
  // A quotation that never ends: the first colon will do.
  return content.indexOf(":");
}

function splitOutsideQuotes(text: string, separator: string): readonly string[] {
  const parts = [""];
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === separator && !isQuoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

const encodings: ReadonlySet<string> = new Set(["QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"]);

/** A parameter without a name is a type, or an encoding, of vCard 2.1. */
function readParams(given: readonly string[]): VcardLine["params"] {
  const params: Record<string, string[]> = {};
  for (const param of given) {
    const equals = param.indexOf("=");
    const bare = param.trim();
    const isNamed = equals > 0;
    const name = isNamed
      ? param.slice(0, equals).trim().toUpperCase()
      : encodings.has(bare.toUpperCase())
        ? "ENCODING"
        : "TYPE";
    const values = splitOutsideQuotes(isNamed ? param.slice(equals + 1) : bare, ",").map((value) =>
      value.replaceAll('"', "").trim(),
    );
    const known = (params[name] ??= []);
    for (const value of values) known.push(value);
  }
  return params;
}

/** Longer than anything that is kept of a card; what is coded at more length is a picture. */
const mostCoded = 100_000;

function decodeQuotedPrintable(written: string, charset = "utf-8"): string {
  const encoder = new TextEncoder();
  const bytes = Array.from(written.slice(0, mostCoded).matchAll(/=([0-9A-F]{2})|./gisu), ([character, code]) =>
    code === undefined ? [...encoder.encode(character)] : [Number.parseInt(code, 16)],
  ).flat();
  return decoderFor(charset).decode(Uint8Array.from(bytes));
}

function decoderFor(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset);
  } catch {
    // A charset that nobody knows: the words are more likely UTF-8 than anything else.
    return new TextDecoder();
  }
}

/**
 * The parts of a structured value ("Moss;Hettie;;Dr."), each with its escapes undone.
 * @example vcardParts("Moss\\, Ltd;Sales") // ["Moss, Ltd", "Sales"]
 */
export function vcardParts(value: string): readonly string[] {
  const parts = [""];
  for (let at = 0; at < value.length; at += 1) {
    const character = value[at] ?? "";
    if (character === "\\" && at + 1 < value.length) {
      at += 1;
      const next = value[at] ?? "";
      parts[parts.length - 1] += next === "n" || next === "N" ? "\n" : next;
    } else if (character === ";") parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** A plain value with its escapes undone. */
export function vcardText(value: string): string {
  return vcardParts(value).join(";");
}
