import type { MentionShape } from "../../contract/methods/triage.ts";
import type { Cell } from "../../ports/table-writer.ts";
import { mentionShapes } from "../store/mention-shape.ts";
import { mentionsPublished } from "../store/mention-period.ts";
import { readSearch } from "../triage/read-search.ts";
import type { Dataset, DatasetRow } from "./dataset.ts";
import { sayColumns } from "./say-columns.ts";
import type { SetParts } from "./set-parts.ts";

const pageRows = 200;

const cells = {
  id: (one) => one.id,
  source: (one) => one.source,
  network: (one) => one.network,
  author: (one) => one.author,
  handle: (one) => one.handle,
  title: (one) => one.title,
  text: (one) => one.text,
  url: (one) => one.url,
  published_at: (one) => one.publishedAt,
  first_seen_at: (one) => one.firstSeenAt,
  lang: (one) => one.lang,
  bucket: (one) => one.bucket,
  reason: (one) => one.reason,
  sentiment: (one) => one.sentiment?.label ?? null,
  score: (one) => one.sentiment?.score ?? null,
  confidence: (one) => one.sentiment?.confidence ?? null,
  story: (one) => one.story.id,
  copies: (one) => one.story.copies,
  watches: (one) => one.watches.join("; ") || null,
} as const satisfies Record<string, (mention: MentionShape) => Cell>;

const printed = [
  ...[
    { name: "published_at", share: 10 },
    { name: "source", share: 13 },
    { name: "author", share: 11 },
    { name: "title", share: 20 },
  ],
  ...[
    { name: "text", share: 40 },
    { name: "bucket", share: 7 },
    { name: "sentiment", share: 7 },
    { name: "copies", share: 5 },
  ],
];

type Asked = { readonly from: number; readonly to: number; readonly search: string };

/** The mentions published in a period, oldest first; in JSON in the shape that the command line shows too. Refusal: query-invalid. */
export async function mentionSet({ db, say }: SetParts, { from, to, search }: Asked): Promise<Dataset> {
  const ids = await mentionsPublished(db, { from, to, query: readSearch(search) });
  async function* pages(): AsyncGenerator<readonly DatasetRow[], void, void> {
    for (let at = 0; at < ids.length; at += pageRows) {
      const wanted = ids.slice(at, at + pageRows);
      // They come newest row first.
      const places = wanted.toSorted((one, other) => other - one);
      const shapes = await mentionShapes(db, { mentionRowIds: wanted, say });
      const byRow = new Map(shapes.map((shape, place) => [places[place], shape]));
      yield wanted.flatMap((id) => {
        const shape = byRow.get(id);
        return shape ? [{ cells: Object.values(cells).map((cell) => cell(shape)), object: shape }] : [];
      });
    }
  }
  const columns = sayColumns(say, "mentions", Object.keys(cells));
  const flat = { name: "mentions", columns, total: ids.length, pages, printed };
  const facts = search.trim() === "" ? [] : [{ name: say({ code: "export.fact.search", params: {} }), value: search }];
  return { definitions: [], facts, flat, sheets: [flat] };
}
