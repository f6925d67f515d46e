import { readFile } from "node:fs/promises";
import PDFDocument from "pdfkit";
import { createInk } from "./pdf-ink.ts";
import type { EmbeddedFont, Ink } from "./pdf-ink.ts";
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

/** A4 across, in points. */
const pageHeight = 595.28;
const margin = { side: 32, top: 32, bottom: 40 };
/** The shapes of words are kept so many pages long: ids and addresses are new on each. */
const pagesOfShapes = 25;

export async function openPages({ fonts, title, foot, write }: PagesParts): Promise<Pages> {
  const [plain, bold] = await Promise.all([readFile(fonts.plain), readFile(fonts.bold)]);
  const doc = new PDFDocument({
    ...{ size: "A4", layout: "landscape", margin: 0, autoFirstPage: false, info: { Title: title } },
    // None by default: Helvetica is not ours, and a font given here would be opened anew at each change of fonts.
    font: null as unknown as string,
  });
  doc.registerFont("plain", plain);
  doc.registerFont("bold", bold);
  const embedded = { plain: useFont(doc, false), bold: await inOwnTurn(() => useFont(doc, true)) };
  const known = { plain: fontOf(embedded.plain), bold: fontOf(embedded.bold) };
  const paper = { doc, ink: createInk(pageHeight), embedded };
  const output = followOutput(doc, write);
  let y = 0;
  let page = 0;
  let paintFirst: (() => void) | null = null;
  const bottom = () => doc.page.height - margin.bottom;
  const begin = () => {
    settlePage(paper);
    doc.addPage();
    page += 1;
    doc.fillColor("#555555");
    const place = { x: margin.side, width: doc.page.width, size: 7 };
    paintShaped(doc, { text: foot(page), isRightToLeft: false }, { ...place, y: bottom() + 12 });
    doc.fillColor("#000000");
    y = margin.top;
    if (page % pagesOfShapes === 0) for (const font of [embedded.plain, embedded.bold]) font.layoutCache = {};
    paintFirst?.();
  };
  await inOwnTurn(begin);
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
    text: (line, { below = 0, ...place }) => paintLine(paper, line, { ...place, y: y + below }),
    rule: (look) => paintRule(doc, look, y),
    end: async () => {
      settlePage(paper);
      for (const font of [embedded.plain, embedded.bold]) await inOwnTurn(() => font.finalize());
      await inOwnTurn(() => doc.end());
      await output.ended();
    },
  };
}

type Doc = InstanceType<typeof PDFDocument>;

async function inOwnTurn<Made>(make: () => Made): Promise<Made> {
  await new Promise(setImmediate);
  return make();
}

function useFont(doc: Doc, isBold: boolean): EmbeddedFont {
  doc.font(isBold ? "bold" : "plain");
  return (doc as unknown as { readonly _font: EmbeddedFont })._font;
}

type Paper = {
  readonly doc: Doc;
  readonly ink: Ink;
  readonly embedded: { readonly plain: EmbeddedFont; readonly bold: EmbeddedFont };
};
type LinePlace = Omit<Place, "below"> & { readonly y: number };

function paintLine({ doc, ink, embedded }: Paper, line: Line, place: LinePlace): void {
  if (line.text === "") return;
  const font = place.bold === true ? embedded.bold : embedded.plain;
  const thousandths = ink.widthOf(font, line);
  if (thousandths === null) return paintShaped(doc, line, place);
  const { x, y, width, size } = place;
  const indent = line.isRightToLeft ? Math.max(0, width - (thousandths * size) / 1000) : 0;
  ink.paint(font, line.text, { x: x + indent, y, size });
}

/** Puts what the ink holds on the page, before the page is handed on. */
function settlePage({ doc, ink }: Paper): void {
  const painted = ink.take();
  if (!painted) return;
  for (const font of painted.fonts) doc.page.fonts[font.id] ??= font.ref();
  // As bytes, which the document copies when the page ends: at once.
  (doc.page as unknown as { readonly write: (bytes: Uint8Array) => void }).write(painted.content);
}

/** By the font's own layout. */
function paintShaped(doc: Doc, line: Line, { x, y, width, size, bold = false }: LinePlace): void {
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
  let waiting: Buffer[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    doc.on("data", (bytes: Buffer) => void waiting.push(bytes));
    doc.on("end", resolve);
    doc.on("error", reject);
  });
  finished.catch(() => {}); // whoever waits for it is told
  const handOn = async () => {
    const bytes = Buffer.concat(waiting);
    waiting = [];
    await write(bytes);
  };
  return {
    caughtUp: async () => {
      await new Promise(setImmediate);
      await handOn();
    },
    ended: async () => {
      await finished;
      await handOn();
    },
  };
}
