/** One element of a feed or an item as it was written. */
export interface RawField {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** What relative addresses in it are relative to. */
  readonly base: string | null;
  /** It held elements, which `text` holds as markup. */
  readonly hasElements: boolean;
}

/** The elements of a feed or an item by canonical name (`title`, `dc:creator`, `author/name`), in order. */
export interface RawNode {
  readonly fields: ReadonlyMap<string, readonly RawField[]>;
  readonly about: string | null;
  readonly lang: string | null;
  /** Its `media:content`, each with the `media:` elements inside it. */
  readonly media: readonly RawMedia[];
}

export interface RawMedia {
  readonly attributes: Readonly<Record<string, string>>;
  readonly base: string | null;
  readonly node: RawNode;
}

export interface RawFeed {
  readonly root: "rss" | "feed" | "rdf";
  readonly channel: RawNode;
  readonly items: readonly RawNode[];
  /** The text ended before the root was closed. */
  readonly isCutOff: boolean;
  /** Deeper, longer or more than an honest feed: not worth a second reader. */
  readonly isExcessive: boolean;
}

export const fieldsOf = (node: RawNode, name: string): readonly RawField[] => node.fields.get(name) ?? [];

/** The first of these elements that says anything. */
export function firstField(node: RawNode, ...names: readonly string[]): RawField | null {
  for (const name of names) {
    const found = fieldsOf(node, name).find(({ text }) => text.trim() !== "");
    if (found) return found;
  }
  return null;
}

export const firstText = (node: RawNode, ...names: readonly string[]): string | null =>
  firstField(node, ...names)?.text.trim() ?? null;
