const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Fields that hold a few words: an element of an item inside one of them means that its end tag is missing. */
export const shortFields: ReadonlySet<string> = new Set(
  words(
    "title link guid id pubdate published updated issued modified created date dc:date dc:title dc:creator comments",
  ),
);

/** What can begin only directly in an item or a feed. */
export const itemElements: ReadonlySet<string> = new Set([
  ...shortFields,
  ...words("description content content:encoded summary author category item entry"),
]);

/** Elements without a field of their own whose children count as the item's. */
export const groupElements: ReadonlySet<string> = new Set(["media:group", "categories"]);

/** A file of an item; the `media:` elements inside it are about the file, others are the item's. */
export const mediaElement = "media:content";

/** Every element that is read; all others are passed over. */
export const readElements: ReadonlySet<string> = new Set([
  ...shortFields,
  ...words(`
    category description content content:encoded summary xhtml:body body xhtml:div
    media:title media:description media:credit media:player itunes:summary itunes:subtitle itunes:author
    author dc:subject dcterms:issued dcterms:created dcterms:modified dc:identifier dc:language language source
    enclosure enc:enclosure news:source
    ttl sy:updateperiod sy:updatefrequency`),
]);
