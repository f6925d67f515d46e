import type { Line } from "./text-lines.ts";

/** What is needed of a font inside the document, which its type does not tell. */
export type EmbeddedFont = {
  readonly id: string;
  readonly ascender: number;
  readonly scale: number;
  readonly font: {
    readonly unitsPerEm: number;
    readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
    readonly glyphForCodePoint: (codePoint: number) => PdfGlyph;
  };
  readonly subset: { readonly includeGlyph: (id: number) => number };
  readonly widths: (number | undefined)[];
  readonly unicode: (readonly number[] | undefined)[];
  readonly ref: () => unknown;
  /** Writes its used letters into the document; the document's end does it for what was not yet. */
  readonly finalize: () => void;
  layoutCache: Record<string, unknown>;
};

type PdfGlyph = { readonly id: number; readonly advanceWidth: number; readonly codePoints: readonly number[] };

type Spot = { readonly x: number; readonly y: number; readonly size: number };

/** Words of one page, painted letter by letter. */
export type Ink = {
  /** How wide a text is in thousandths of the font's size; null where only the font's own layout can tell. */
  readonly widthOf: (font: EmbeddedFont, line: Line) => number | null;
  /** Points from the left and the top of the page, of the line's upper edge. */
  readonly paint: (font: EmbeddedFont, text: string, spot: Spot) => void;
  /** What was painted on this page, a piece of its content, and its fonts; null: nothing. The bytes are good until the next page. */
  readonly take: () => { readonly content: Uint8Array; readonly fonts: readonly EmbeddedFont[] } | null;
};

/**
 * Scripts whose letters stand side by side as they are: Latin, Greek, Cyrillic, Armenian, Georgian, and signs. All others (joined,
 * turned or stacked letters) need the font's layout, which costs some twenty times as much.
 */
const simple =
  /^[\u0020-\u02ff\u0370-\u0482\u048a-\u058f\u10a0-\u10ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2bff]*$/;

type Letter = { readonly place: number; readonly width: number };

/** Each letter's place in the font's subset is looked up once; a page's text is one text object. */
export function createInk(pageHeight: number): Ink {
  const letters = new Map<EmbeddedFont, Map<number, Letter>>();
  const page = pageBytes();
  let used = new Set<EmbeddedFont>();
  let set = "";
  const letterOf = (font: EmbeddedFont, codePoint: number): Letter => {
    const known = letters.get(font) ?? new Map<number, Letter>();
    letters.set(font, known);
    const found = known.get(codePoint);
    if (found) return found;
    const made = placeLetter(font, codePoint);
    known.set(codePoint, made);
    return made;
  };
  return {
    widthOf: (font, { text, words }) => {
      if (words || !simple.test(text)) return null;
      let width = 0;
      for (let at = 0; at < text.length; at += 1) width += letterOf(font, text.charCodeAt(at)).width;
      return width;
    },
    paint: (font, text, { x, y, size }) => {
      // Pages are measured from above here, letters stand upright only from below.
      if (used.size === 0) page.text(`q 1 0 0 -1 0 ${pageHeight} cm BT\n`);
      const look = `/${font.id} ${size} Tf `;
      const up = pageHeight - y - (font.ascender * size) / 1000;
      page.text(`${look === set ? "" : look}1 0 0 1 ${x.toFixed(2)} ${up.toFixed(2)} Tm <`);
      for (let at = 0; at < text.length; at += 1) page.hex(letterOf(font, text.charCodeAt(at)).place);
      page.text("> Tj\n");
      set = look;
      used.add(font);
    },
    take: () => {
      if (used.size === 0) return null;
      page.text("ET Q\n");
      const fonts = [...used];
      [used, set] = [new Set(), ""];
      return { content: page.take(), fonts };
    },
  };
}

const hexDigits = Buffer.from("0123456789abcdef", "latin1");

/** The same bytes for page after page: texts made letter by letter would be a hundred times the file. */
function pageBytes() {
  let bytes = Buffer.alloc(64 * 1024);
  let length = 0;
  const room = (more: number) => {
    if (length + more > bytes.length) bytes = Buffer.concat([bytes], 2 * (length + more));
  };
  return {
    text: (ascii: string) => {
      room(ascii.length);
      length += bytes.write(ascii, length, "latin1");
    },
    hex: (number: number) => {
      room(4);
      for (let shift = 12; shift >= 0; shift -= 4) {
        bytes[length] = hexDigits[(number >> shift) & 15] ?? 0;
        length += 1;
      }
    },
    take: () => {
      const taken = bytes.subarray(0, length);
      length = 0;
      return taken;
    },
  };
}

/** As the library itself does for each glyph of a text. */
function placeLetter({ font, subset, widths, unicode, scale }: EmbeddedFont, codePoint: number): Letter {
  const glyph = font.glyphForCodePoint(codePoint);
  const place = subset.includeGlyph(glyph.id);
  widths[place] ??= glyph.advanceWidth * scale;
  unicode[place] ??= glyph.codePoints;
  return { place, width: glyph.advanceWidth * scale };
}
