import { foldWithOrigins, type FoldedText } from "../text/fold.ts";
import type { QueryField } from "./query.ts";
import { buildTokenStream, type TokenStream } from "./token-stream.ts";

/** What a query can see of a mention; unknown is null or left out. */
export type MentionFields = {
  readonly title?: string | null;
  readonly text?: string | null;
  readonly author?: string | null;
  readonly url?: string | null;
  /** Where it is null, the host of the URL is taken. */
  readonly site?: string | null;
  readonly lang?: string | null;
  readonly source?: string | null;
  readonly network?: string | null;
  /** A label, or an object with one; null is "unsure", left out is nothing. */
  readonly sentiment?: string | { readonly label: string | null } | null;
};

export type MentionField = QueryField | "text";

export type FieldText = {
  /** The field that a span names, and where the searched text begins in it: a site taken from the URL points into the URL. */
  readonly field: MentionField;
  readonly offset: number;
  readonly text: string;
  readonly stream: () => TokenStream;
  readonly folded: () => FoldedText;
  /** Whether a glance tells that no token has this form, or begins so. False says nothing. */
  readonly lacks: (form: string) => boolean;
  /** Whether a glance tells that a token is this plain word. False says nothing. */
  readonly shows: (word: string) => boolean;
};

export type PreparedMention = Readonly<Record<MentionField, FieldText | null>>;

/** Of a short ASCII text without a hyphen every token is a piece as it stands, so most words need not be looked for among its tokens. */
const GLANCED = /^[\0-,.-\x7f]{1,500}$/;
/** What ends a word on both sides whatever stands around it. */
const ENDS_WORD = /[^a-z\d'#@_]/;
const PLAIN_WORD = /^[a-z\d]+$/;
const HOST = /^(?:[a-z][a-z\d+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)/i;

/** Tokenises each field at most once, when a query first looks at it. Offsets are UTF-16 units of the original fields. */
export function prepareMention(fields: MentionFields): PreparedMention {
  const { sentiment, url, site } = fields;
  const label = sentiment !== null && typeof sentiment === "object" ? sentiment.label : sentiment;
  return {
    title: fieldText("title", fields.title),
    text: fieldText("text", fields.text),
    author: fieldText("author", fields.author),
    url: fieldText("url", url),
    site: fieldText("site", site) ?? hostOf(url),
    lang: fieldText("lang", fields.lang),
    source: fieldText("source", fields.source),
    network: fieldText("network", fields.network),
    sentiment: fieldText("sentiment", label === null ? "unsure" : label),
  };
}

function hostOf(url: string | null | undefined): FieldText | null {
  if (!url) return null;
  const host = HOST.exec(url);
  if (!host?.[1]) return null;
  return fieldText("url", host[1], host[0].length - host[1].length);
}

function fieldText(field: MentionField, text: string | null | undefined, offset = 0): FieldText | null {
  if (!text) return null;
  let stream: TokenStream | null = null;
  let folded: FoldedText | null = null;
  let small: string | null | undefined;
  const glanced = () => (small === undefined ? (small = GLANCED.test(text) ? text.toLowerCase() : null) : small);
  return {
    field,
    offset,
    text,
    stream: () => (stream ??= buildTokenStream(text)),
    folded: () => (folded ??= foldWithOrigins(text)),
    lacks: (form) => glanced()?.includes(form) === false,
    shows: (word) => {
      const seen = glanced();
      return seen !== null && PLAIN_WORD.test(word) && standsAlone(seen, word);
    },
  };
}

function standsAlone(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const [before = " ", after = " "] = [text[at - 1], text[at + word.length]];
    if (ENDS_WORD.test(before) && ENDS_WORD.test(after)) return true;
  }
  return false;
}
