import type { LoggedKind } from "../contract/methods/by-hand.ts";
import type { ContactKind } from "../contract/methods/contacts.ts";
import type { ScriptContent } from "../contract/methods/playbook.ts";
import type { Calendar, Settings } from "../contract/methods/settings.ts";
import type { WatchSet } from "../contract/methods/watches.ts";
import type { Bucket, Network, Resolution, Role } from "../contract/values.ts";
import type { Rule } from "../domain/routing/rule.ts";

/** A feed of the sample; `key` is what rules and commands call it. */
export type SampleSource = {
  readonly key: string;
  readonly name: string;
  readonly network: Network;
  readonly siteUrl: string;
  readonly feedUrl: string;
};

/** An entry of a feed at its place in time; `link` is its absolute address. */
export type SampleItem = {
  readonly key: string;
  readonly source: string;
  readonly publishedAt: number;
  readonly link: string;
  readonly text: string;
  readonly author: string | null;
  readonly handle: string | null;
  readonly lang: string | null;
};

export type SamplePerson = {
  readonly key: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly departments: readonly string[];
  readonly demoPin: string;
};

export type SampleContact = {
  readonly key: string;
  readonly name: string;
  readonly kind: ContactKind;
  /** "" for none. */
  readonly organisation: string;
  readonly handles: readonly { readonly network: Network; readonly handle: string }[];
  /** As written, the same number in more than one way. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** What the desk knows of them at the end of the four weeks. */
  readonly note: string;
};

/** A call, an e-mail or a visit, with the contact's key. */
export type SampleInteraction = {
  readonly contact: string;
  readonly kind: Exclude<LoggedKind, "post">;
  /** Whether we called or wrote to them. */
  readonly isOurs: boolean;
  readonly subject: string;
  readonly note: string;
  readonly result: "open" | "waiting" | "solved" | "legal";
};

type Did<Act extends string, Fields> = Fields & { readonly do: Act; readonly at: number; readonly by: string };
type OnItem = { readonly item: string };
type OnReply = OnItem & { readonly reply: string };
type OnItems = { readonly item?: string; readonly items?: readonly string[] };

/** What a person of the desk did, in the words of desk-history.json, with its moment in ms since 1970. */
export type SampleCommand =
  | Did<"openShift", object>
  | Did<"closeShift", { readonly text: string }>
  | Did<"setBucket", OnItems & { readonly bucket: Bucket }>
  | Did<"claim", OnItem>
  | Did<"draft", OnReply & SampleDraft>
  // `signs`: why what the checks ask about may stand all the same.
  | Did<"submit", OnReply & { readonly signs?: string }>
  | Did<"approve", OnReply>
  | Did<"return", OnReply & { readonly reason: string }>
  | Did<"post", OnReply & { readonly result: "answered" | "open" | "handed_over"; readonly proofUrl?: string }>
  | Did<"snooze", OnItem & { readonly reason: string; readonly until: number | null }>
  | Did<
      "resolve",
      OnItems & {
        readonly result: Resolution;
        readonly reason: string;
        /** How the way into private ended, where the case went there. */
        readonly private?: "completed" | "declined";
      }
    >
  | Did<"note", OnItem & { readonly text: string; readonly promise?: SamplePromise }>
  | Did<"deliver", { readonly replies: readonly string[]; readonly result: SampleDelivery }>
  | Did<"handToPrivate", OnReply & { readonly reason: string }>
  | Did<"logInteraction", OnItem & SampleInteraction>
  /** Keys of contacts: those of `merge` become part of `contact`. */
  | Did<"mergeContacts", { readonly contact: string; readonly merge: readonly string[] }>;

/** Free words, or a script with the texts of its fields at the draft's own time. */
export type SampleDraft =
  | { readonly text: string }
  | {
      readonly script: string;
      readonly variant: "body" | "privateVariant" | "holding";
      readonly fields: Readonly<Record<string, string>>;
    };

export type SamplePromise = {
  readonly what: string;
  readonly to: string;
  readonly dueAt: number | null;
  readonly kept: boolean;
};

/** What the customer system did with interactions: took them, was too busy, or refused them for good. */
export type SampleDelivery = "done" | "retrying" | "dead";

export type SampleAnswer = {
  readonly status: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type SamplePoll = {
  /** The end of the four weeks: it fixes every date in the feed. */
  readonly now: number;
  /** What is published later is not there yet. */
  readonly polledAt: number;
  /** Lower-case names; the validators among them are honoured. */
  readonly headers: Readonly<Record<string, string>>;
};

export type SampleTruth = {
  /** Null = not about us. */
  readonly bucket: Bucket | null;
  /** Where the rules send it when its tone is not misjudged; null = no rule takes it. */
  readonly byRules: Bucket | null;
  /** Names the items that say the same; null = it stands alone. */
  readonly story: string | null;
};

/** The sample's four weeks. Everything that has a moment is asked for with `now`, the end of them. */
export type SampleContent = {
  readonly brand: Settings["brand"];
  readonly targets: Settings["targets"];
  readonly crm: { readonly name: string; readonly url: string };
  readonly sources: readonly SampleSource[];
  readonly watches: readonly {
    readonly key: string;
    readonly name: string;
    readonly set: WatchSet;
    readonly query: string;
  }[];
  readonly rules: readonly Rule[];
  readonly scripts: readonly ScriptContent[];
  readonly people: readonly SamplePerson[];
  readonly contacts: readonly SampleContact[];
  /** What our own people should know when they write about us, in Markdown. */
  readonly guidelines: string;
  /** What a careful person sees in each item. */
  readonly expected: ReadonlyMap<string, SampleTruth>;
  readonly calendar: (now: number) => Calendar;
  /** Oldest first. */
  readonly items: (now: number) => readonly SampleItem[];
  /** In the order to replay in. */
  readonly commands: (now: number) => readonly SampleCommand[];
  /** A feed as its server would answer. */
  readonly answer: (source: SampleSource, poll: SamplePoll) => SampleAnswer;
};
