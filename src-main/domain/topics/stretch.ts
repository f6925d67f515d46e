import type { TopicDocument } from "./topic-document.ts";

export type CountedOnce = {
  readonly counted: "mentions" | "stories";
  /** An author counts once a stretch, however often they say it. */
  readonly oncePerAuthor: boolean;
};

/** A stretch of time: who spoke in it, and which stories it has heard already. */
export type Stretch = {
  /** The number of who speaks; null for the copy of a story that counts once. A document without an author is somebody. */
  readonly admit: (document: TopicDocument) => number | null;
  readonly speakers: () => number;
};

export function openStretch({ counted, oncePerAuthor }: CountedOnce): Stretch {
  const authors = new Map<string, number>();
  const stories = new Set<string | number>();
  let speakers = 0;
  return {
    admit: ({ author, story }) => {
      if (counted === "stories" && story !== null) {
        if (stories.has(story)) return null;
        stories.add(story);
      }
      if (author === null || !oncePerAuthor) return speakers++;
      const known = authors.get(author);
      if (known !== undefined) return known;
      authors.set(author, speakers);
      return speakers++;
    },
    speakers: () => speakers,
  };
}
