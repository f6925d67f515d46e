import type { CheckLists } from "../../../contract/methods/checks.ts";
import type { LengthPlace } from "../reply-length.ts";
import type { PhraseBook } from "./find-phrases.ts";
import type { Span } from "./hit.ts";

/** What the desk knows of the reply that is checked. */
export type CheckFacts = {
  readonly place: LengthPlace;
  /**
   * Whom the words must name to reach them, as `replyPrefix`, and the host of the account that posts them; left out where
   * the network tells its author by itself, or a person posts.
   */
  readonly named?: { readonly prefix: string; readonly home: string } | null;
  /** Goes to one person only: what is personal may stand in it. */
  readonly isPrivate: boolean;
  /** Names of the firm and of what it runs, which may be written in capitals. */
  readonly brandNames: readonly string[];
  /** Hosts of our own. */
  readonly hosts: readonly string[];
  readonly customer: {
    readonly name: string | null;
    /** Digits, as "+4930901820" or "030901820". */
    readonly phones: readonly string[];
    /** In lower case. */
    readonly emails: readonly string[];
  };
  /** ISO 639-1; null = nobody could tell. */
  readonly languages: { readonly reply: string | null; readonly mention: string | null };
  /**
   * Of an unchanged rendering of a script that was approved as a template: where values stand that nobody has read yet. Null
   * = every word is new.
   */
  readonly unread: readonly Span[] | null;
};

/** The lists of a desk, made ready once. */
export type CheckBook = {
  readonly lists: CheckLists;
  readonly phrases: PhraseBook;
  readonly references: readonly RegExp[];
  readonly ownPhones: readonly string[];
  readonly ownEmails: ReadonlySet<string>;
  readonly ownAddresses: readonly string[];
};
