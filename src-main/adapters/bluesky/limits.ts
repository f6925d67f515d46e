/** The limits of a post, in graphemes and UTF-8 bytes, everywhere the same (lexicon app.bsky.feed.post). */
export const limitsOfBluesky = { maxCharacters: 300, maxBytes: 3000, charactersPerLink: null } as const;
