/** The fields that a query can name; `text` can only be searched together with the title, by naming no field. */
export const QUERY_FIELDS = ["title", "author", "site", "url", "lang", "source", "network", "sentiment"] as const;

export type QueryField = (typeof QUERY_FIELDS)[number];

/** Where a term looks: one field, or `words`, which is title and text. */
export type Scope = QueryField | "words";

/** One token of a term; several pieces must be neighbours. `glued` ones have nothing at all between them (CJK runs). */
export type Piece = {
  readonly form: string;
  readonly match: "exact" | "prefix" | "wild";
  /** For `wild`: the compiled form, anchored at both ends, or at the start only when a star ends it. */
  readonly pattern?: RegExp;
  readonly glued: boolean;
};

export type TermTest =
  /** Any one of the variants, each a row of neighbouring tokens: "e-mail" is [e, mail] or [email]. `word` is the form of a term that is one plain word. */
  | { readonly kind: "tokens"; readonly variants: readonly (readonly Piece[])[]; readonly word: string | null }
  /** The needle as it is written, on token boundaries; `pieces` are its tokens, `lead` and `trail` what stands outside them. */
  | {
      readonly kind: "exact";
      readonly needle: string;
      readonly pieces: readonly Piece[];
      readonly lead: number;
      readonly trail: number;
    }
  /** Screened by screenRegex; `cap` is how many UTF-16 units of a field it may read. */
  | { readonly kind: "regex"; readonly regex: RegExp; readonly cap: number }
  | { readonly kind: "substring"; readonly folded: string };

export type TermNode = {
  readonly kind: "term";
  readonly at: number;
  readonly end: number;
  readonly scope: Scope;
  readonly test: TermTest;
};

export type QueryNode =
  | TermNode
  | { readonly kind: "and" | "or"; readonly at: number; readonly children: readonly QueryNode[] }
  | { readonly kind: "not"; readonly at: number; readonly child: QueryNode }
  | {
      readonly kind: "near";
      readonly at: number;
      readonly left: QueryNode;
      readonly right: QueryNode;
      readonly distance: number;
      readonly ordered: boolean;
    };

export type Query = { readonly source: string; readonly root: QueryNode };

/** `at` is 0-based in UTF-16 units; `code` names a sentence under query.error in the catalogue. */
export type QueryError = {
  readonly at: number;
  readonly code: QueryErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
};

export type QueryErrorCode =
  | "empty"
  | "too_long"
  | "too_deep"
  | "unclosed_quote"
  | "unclosed_parenthesis"
  | "unopened_parenthesis"
  | "empty_phrase"
  | "empty_group"
  | "expected_term_after"
  | "expected_term_before"
  | "no_letters"
  | "star_short"
  | "star_place"
  | "case_value"
  | "near_number"
  | "near_operand"
  | "near_chain"
  | "near_fields"
  | "unknown_field"
  | "field_value"
  | "nested_field"
  | "sentiment_refused"
  | "sentiment_value"
  | "regex_unclosed"
  | "regex_empty"
  | "regex_flag"
  | "regex_broken"
  | "regex_slow"
  | "regex_matches_empty"
  | "only_negative"
  | "query_expected"
  | "mention_expected";

/** Thrown inside the parser only, and caught at its door. */
export class QueryProblem extends Error {
  readonly problem: QueryError;

  constructor(at: number, code: QueryErrorCode, params: QueryError["params"] = {}) {
    super(code);
    this.problem = { at, code, params };
  }
}
