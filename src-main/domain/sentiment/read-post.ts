import type { Lexicon } from "./lexicon.ts";
import { maskNames } from "./mask-names.ts";
import { createFeatureReader, type PostFeatures } from "./post-features.ts";
import { createTokeniser } from "./tokenise.ts";
import type { Tokens } from "./tokens.ts";
import { readFeelings, type Feeling } from "./valence.ts";
import { createVocabulary } from "./vocabulary.ts";
import { weighPost } from "./weigh-post.ts";

/** A post cut into tokens, with what the rules and the model see in it. */
export type ReadPost = {
  readonly tokens: Tokens;
  /** With the rules for the whole post applied. */
  readonly feelings: readonly Feeling[];
  readonly features: PostFeatures;
};

export type Names = { readonly brands: readonly string[]; readonly rivals: readonly string[] };
export type PostReader = (text: string, names: Names) => ReadPost;

/** Beyond this a post says the same again. */
const MOST_LETTERS = 6000;

/** Makes what masks, cuts and reads posts. The features are written over by the next post. */
export function createPostReader(lexicon: Lexicon): PostReader {
  const tokenise = createTokeniser(lexicon.emoticons, createVocabulary(lexicon));
  const readFeatures = createFeatureReader();
  return (text, { brands, rivals }) => {
    const tokens = tokenise(maskNames(text.slice(0, MOST_LETTERS), brands, rivals));
    const plain = readFeelings(tokens);
    const feelings = weighPost(plain, tokens);
    return { tokens, feelings, features: readFeatures({ tokens, feelings: plain, weighed: feelings }) };
  };
}
