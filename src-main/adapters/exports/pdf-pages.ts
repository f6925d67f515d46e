import { readFile } from "node:fs/promises";
import PDFDocument from "pdfkit";
import type { Font, Line } from "./text-lines.ts";

type Place = {
  readonly x: number;
  readonly width: number;
  readonly size: number;
  readonly bold?: boolean;
  /** Points below where the pages stand. */
  readonly below?: number;
};

/** Paper from top to bottom, in points; a new page begins where there is no room. */
export type Pages = {
  readonly left: number;
  readonly width: number;
  readonly font: (bold: boolean) => Font;
  /** How much of this page is left. */
  readonly remaining: () => number;
  /** Sees that so much is left, on a new page if need be. */
  readonly room: (height: number) => Promise<void>;
  /** What is painted first on each new page; null: nothing. */
  readonly onNewPage: (paint: (() => void) | null) => void;
  readonly down: (height: number) => void;
  readonly text: (line: Line, place: Place) => void;
  readonly rule: (look: "strong" | "faint") => void;
  readonly end: () => Promise<void>;
};

export type PagesParts = {
  readonly fonts: { readonly plain: string; readonly bold: string };
  readonly title: string;
  readonly foot: (page: number) => string;
  readonly write: (bytes: Uint8Array) => Promise<void>;
};

const margin = { side: 32, top: 32, bottom: 40 };
/** The shapes of words are kept so many pages long: ids and addresses are new on each. */
const pagesOfShapes = 25;

/** What is needed of a font inside the document, which its type does not tell. */
type EmbeddedFont = {
  readonly font: {
    readonly unitsPerEm: number;
    readonly hasGlyphForCodePoint: (codePoint: number) => boolean;
    readonly glyphForCodePoint: (codePoint: number) => { readonly advanceWidth: number };
  };
  layoutCache: Record<string, unknown>;
};

export async function openPages({ fonts, title, foot, write }: PagesParts): Promise<Pages> {
  const [plain, bold] = await Promise.all([readFile(fonts.plain), readFile(fonts.bold)]);
  const doc = new PDFDocument({
    ...{ size: "A4", layout: "landscape", margin: 0, autoFirstPage: false, info: { Title: title } },
    // None by default: Helvetica is not ours, and a font given here would be opened anew at each change of fonts.
    font: null as unknown as string,
  });
  doc.registerFont("plain", plain);
  doc.registerFont("bold", bold);
  const known = { plain: fontOf(useFont(doc, false)), bold: fontOf(useFont(doc, true)) };
  const output = followOutput(doc, write);
  let y = 0;
  let page = 0;
  let paintFirst: (() => void) | null = null;
  const bottom = () => doc.page.height - margin.bottom;
  const begin = () => {
    doc.addPage();
    page += 1;
    doc.fillColor("#555555");
    const place = { x: margin.side, width: doc.page.width, size: 7 };
    paintLine(doc, { text: foot(page), isRightToLeft: false }, { ...place, y: bottom() + 12 });
    doc.fillColor("#000000");
    y = margin.top;
    if (page % pagesOfShapes === 0) for (const isBold of [false, true]) useFont(doc, isBold).layoutCache = {};
    paintFirst?.();
  };
  begin();
  return {
    left: margin.side,
    width: doc.page.width - 2 * margin.side,
    font: (isBold) => (isBold ? known.bold : known.plain),
    remaining: () => bottom() - y,
    room: async (height) => {
      if (y + height <= bottom()) return;
      begin();
      await output.caughtUp();
    },
    onNewPage: (paint) => void (paintFirst = paint),
    down: (height) => void (y += height),
    text: (line, { below = 0, ...place }) => paintLine(doc, line, { ...place, y: y + below }),
    rule: (look) => paintRule(doc, look, y),
    end: async () => {
      doc.end();
      await output.ended();
    },
  };
}

type Doc = InstanceType<typeof PDFDocument>;

function useFont(doc: Doc, isBold: boolean): EmbeddedFont {
  doc.font(isBold ? "bold" : "plain");
  return (doc as unknown as { readonly _font: EmbeddedFont })._font;
}

function paintLine(
  doc: Doc,
  line: Line,
  { x, y, width, size, bold = false }: Omit<Place, "below"> & { readonly y: number },
): void {
  if (line.text === "") return;
  useFont(doc, bold);
  doc.fontSize(size);
  const indent = line.isRightToLeft ? Math.max(0, width - doc.widthOfString(line.text)) : 0;
  let at = x + indent;
  for (const word of line.words ?? [line.text]) {
    doc.text(word, at, y, { lineBreak: false });
    if (line.words) at += doc.widthOfString(word) + doc.widthOfString(" ");
  }
}

function paintRule(doc: Doc, look: "strong" | "faint", y: number): void {
  doc.lineWidth(look === "strong" ? 0.8 : 0.3).strokeColor(look === "strong" ? "#222222" : "#bbbbbb");
  doc.moveTo(margin.side, y);
  doc.lineTo(doc.page.width - margin.side, y);
  doc.stroke();
}

/** A text is painted by the font's own rules; here widths of letters are enough to break lines. */
function fontOf({ font }: EmbeddedFont): Font {
  const widths = new Map<number, number>();
  const has = new Map<number, boolean>();
  return {
    has: (codePoint) => kept(has, codePoint, () => font.hasGlyphForCodePoint(codePoint)),
    width: (codePoint) =>
      kept(widths, codePoint, () => (font.glyphForCodePoint(codePoint).advanceWidth * 1000) / font.unitsPerEm),
  };
}

function kept<Value>(values: Map<number, Value>, key: number, make: () => Value): Value {
  const found = values.get(key);
  if (found !== undefined) return found;
  const made = make();
  values.set(key, made);
  return made;
}

type Output = { readonly caughtUp: () => Promise<void>; readonly ended: () => Promise<void> };

/** Hands on what the document gives, in order; `caughtUp` waits for the writer, so that nothing piles up. */
function followOutput(doc: NodeJS.ReadableStream, write: (bytes: Uint8Array) => Promise<void>): Output {
  let writing: Promise<void> = Promise.resolve();
  const finished = new Promise<void>((resolve, reject) => {
    doc.on("data", (bytes: Buffer) => {
      writing = writing.then(() => write(bytes));
      writing.catch(reject);
    });
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  finished.catch(() => {}); // whoever waits for it is told
  return {
    caughtUp: async () => {
      await new Promise(setImmediate);
      await writing;
    },
    ended: async () => {
      await finished;
      await writing;
    },
  };
}
