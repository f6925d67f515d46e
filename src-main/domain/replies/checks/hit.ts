import type { CheckRule, CheckSeverity } from "../../../contract/methods/checks.ts";

/** A stretch of a text in UTF-16 units, `to` exclusive. */
export type Span = { readonly from: number; readonly to: number };

/** What a rule found, before anybody asks how grave it is. */
export type Finding = Span & {
  readonly rule: CheckRule;
  /** What to write in its place; left out = nothing is suggested, "" = leave it out. */
  readonly instead?: string;
  /** Graver or milder than the rule usually is. */
  readonly severity?: CheckSeverity;
  readonly params?: Readonly<Record<string, string | number>>;
};

/** A finding as people see it and sign it. */
export type Hit = Span & {
  readonly rule: CheckRule;
  readonly severity: CheckSeverity;
  readonly words: string;
  readonly instead: string | null;
  readonly params: Readonly<Record<string, string | number>>;
  /** What a signature is pinned to: the whole sentence, because one changed word in it may change what it promises. */
  readonly pin: string;
};
