import type { ImportField } from "../../contract/methods/by-hand.ts";

export type Columns = Readonly<Partial<Record<ImportField, number>>>;

/**
 * Headings by field, the best first, folded to letters and digits: those that Brandwatch, Meltwater, Talkwalker,
 * Mention, Sprout Social, Hootsuite, Awario, Brand24 and plain spreadsheets write over their columns.
 */
const headingsOf: Readonly<Record<ImportField, readonly string[]>> = {
  date: [
    ...["publishedat", "published", "publishdate", "publicationdate", "datepublished", "publishedon", "createdat"],
    ...["posttime", "posteddate", "timestamp", "datetime", "dateandtime", "mentiondate", "createddate", "created"],
    ...["dateutc", "dategmt", "date", "datum", "fecha", "data", "day"],
  ],
  time: ["timeofday", "publishtime", "time", "uhrzeit", "hora", "heure"],
  author: [
    ...["authorname", "authorfullname", "fullname", "author", "influencer", "from", "username", "user", "profilename"],
    ...["byline", "autor", "auteur", "name", "customer"],
  ],
  handle: [
    ...[
      "authorhandle",
      "handle",
      "twitterhandle",
      "screenname",
      "xhandle",
      "accounthandle",
      "authorusername",
      "nickname",
    ],
    ...["twitterauthor", "xauthor"],
  ],
  title: ["headline", "title", "posttitle", "articletitle", "subject", "titel", "titulo", "titre", "betreff"],
  text: [
    ...["fulltext", "text", "content", "message", "body", "posttext", "mentiontext", "hitsentence", "snippet"],
    ...[
      "openingtext",
      "summary",
      "description",
      "excerpt",
      "comment",
      "review",
      "post",
      "mention",
      "inhalt",
      "texto",
      "texte",
    ],
  ],
  url: [
    "permalink",
    "url",
    "link",
    "posturl",
    "mentionurl",
    "sourceurl",
    "articleurl",
    "originalurl",
    "address",
    "uri",
  ],
  network: [
    ...["network", "platform", "socialnetwork", "pagetype", "channel", "mediatype", "sourcetype", "contentsourcename"],
    ...["contentsource", "source", "sourcename", "site", "domain", "quelle"],
  ],
  language: ["languagecode", "language", "lang", "sprache", "idioma", "langue"],
  sentiment: ["sentiment", "sentimentlabel", "tonality", "tone", "polarity"],
};

const fold = (heading: string): string =>
  heading
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\([^)]*\)/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "");

/**
 * Which column says what, by its heading; each column and each field once, the best known heading of a field first.
 * @example recogniseColumns(["Date", "Author", "Snippet"]) // { date: 0, author: 1, text: 2 }
 */
export function recogniseColumns(headings: readonly string[]): Columns {
  const folded = headings.map(fold);
  const taken = new Set<number>();
  const columns: Partial<Record<ImportField, number>> = {};
  for (const [field, names] of Object.entries(headingsOf) as [ImportField, readonly string[]][]) {
    const found = names.map((name) => folded.findIndex((heading, at) => heading === name && !taken.has(at)));
    const at = found.find((index) => index >= 0);
    if (at === undefined) continue;
    columns[field] = at;
    taken.add(at);
  }
  return columns;
}
