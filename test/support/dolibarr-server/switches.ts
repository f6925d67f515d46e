/** What a user of Dolibarr may do, as its permissions page has it. "agenda.all" = for every owner, not only for oneself. */
export const rights = [
  ...(["contacts.read", "contacts.write", "contacts.delete"] as const),
  ...(["agenda.read", "agenda.write", "agenda.delete", "agenda.all"] as const),
  ...(["tickets.read", "tickets.write", "tickets.delete"] as const),
  ...(["thirdparties.read", "users.read", "admin"] as const),
] as const;
export type Right = (typeof rights)[number];

export type Switches = {
  /** Its database is down: 202 and a page, whatever is asked. Installing: a redirect. Off: the API module is, a page. Away: no line. */
  outage: "database" | "installing" | "api-off" | "away" | null;
  /** What the user of the key may do. */
  rights: readonly Right[];
  /** Modules that are switched on, by their names in the set-up. */
  modules: readonly string[];
  /** Ticket types of the dictionary that are active. */
  ticketTypes: readonly string[];
  /** Types of events of the dictionary that are active. */
  eventTypes: readonly string[];
  /** Milliseconds that a wrong key waits for its 401. The real one waits 1,000. */
  wrongKeyWaitMs: number;
  /** Cuts the value of a filter at a colon, and then compares with zero, as some versions do. */
  splitsAtColons: boolean;
};

/** As a new Dolibarr 22 with a user of just the rights that a desk needs. */
export const likeDolibarr: Switches = {
  outage: null,
  rights: [
    ...([
      "contacts.read",
      "contacts.write",
      "contacts.delete",
      "agenda.read",
      "agenda.write",
      "agenda.delete",
    ] as const),
    ...(["tickets.read", "tickets.write", "tickets.delete", "thirdparties.read"] as const),
  ],
  modules: ["api", "societe", "agenda", "ticket"],
  ticketTypes: ["COM", "HELP", "ISSUE", "OTHER"],
  eventTypes: ["AC_TEL", "AC_EMAIL", "AC_OTH", "AC_OTH_AUTO"],
  wrongKeyWaitMs: 20,
  splitsAtColons: false,
};

/** What happens to one request, once. */
export type Fault =
  /** The line is cut before the server did anything. */
  | { readonly do: "cut-before" }
  /** The line is cut after it was done, before a word of the answer. */
  | { readonly do: "cut-after" }
  /** Nothing is done, and this is the answer. */
  | { readonly do: "answer"; readonly status: number; readonly body?: string; readonly type?: string }
  /** It is done, and this is the answer all the same. */
  | { readonly do: "answer-after"; readonly status: number; readonly body?: string; readonly type?: string }
  /** It is done after that has come. */
  | { readonly do: "wait"; readonly for: Promise<void> };

export type SeenRequest = {
  readonly method: string;
  /** Behind /api/index.php. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};
