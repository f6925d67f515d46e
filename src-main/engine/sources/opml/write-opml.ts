import type { Source } from "../../store/source.ts";
import { ownNamespace, writeOwn } from "./own-attributes.ts";
import type { OwnFacts } from "./own-attributes.ts";

export type Listed = Pick<Source, "name" | "url" | "siteUrl"> & OwnFacts;

export type ListFrame = {
  readonly title: string;
  readonly at: number;
  /** The folder that a source lies in for other readers. */
  readonly folderOf: (source: Listed) => string;
};

const prefix = "watchroom";

/**
 * Our sources as OPML 2.0 (opml.org/spec2.opml): folders and addresses for every reader, and in attributes of our own all
 * else that is set for them, so that reading it back gives the same sources.
 */
export function writeOpml(sources: readonly Listed[], { title, at, folderOf }: ListFrame): string {
  const folders = Map.groupBy(sources, folderOf);
  const body = [...folders]
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .flatMap(([folder, inside]) => [
      `    <outline text="${escape(folder)}">`,
      ...inside.map((source) => `      <outline ${attributesOf(source)}/>`),
      "    </outline>",
    ]);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<opml version="2.0" xmlns:${prefix}="${ownNamespace}">`,
    "  <head>",
    `    <title>${escape(title)}</title>`,
    `    <dateCreated>${new Date(at).toUTCString()}</dateCreated>`,
    "  </head>",
    "  <body>",
    ...body,
    "  </body>",
    "</opml>",
    "",
  ].join("\n");
}

function attributesOf(source: Listed): string {
  const { name, url, siteUrl } = source;
  const all: readonly (readonly [string, string])[] = [
    ["type", "rss"],
    ["text", name],
    ["title", name],
    ["xmlUrl", url],
    ...(siteUrl === null ? [] : [["htmlUrl", siteUrl] as const]),
    ...writeOwn(source).map(([key, value]) => [`${prefix}:${key}`, value] as const),
  ];
  return all.map(([key, value]) => `${key}="${escape(value)}"`).join(" ");
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Characters that no XML may hold are dropped; line ends and tabs survive as references. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"]/g, (character) => escapes[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
