/** What a role gives on one kind of record. A kind without any right does not stand in the answer of `App/user`. */
export type Rights = {
  readonly create: "yes" | "no";
  readonly read: Level;
  readonly edit: Level;
  readonly delete: Level;
  readonly stream: Level;
};
export type Level = "all" | "team" | "own" | "no";

export const allRights: Rights = { create: "yes", read: "all", edit: "all", delete: "all", stream: "all" };
export const noRights: Rights = { create: "no", read: "no", edit: "no", delete: "no", stream: "no" };

/** What the test can change while the server runs. */
export type Switches = {
  /** Rights of the API user by kind of record. */
  readonly rights: Record<string, Rights>;
  /** Fields that an admin added, by kind of record; each is a text. What is not known is silently not stored. */
  readonly customFields: Record<string, readonly string[]>;
  /** Options of the status of a case. */
  caseStatuses: readonly string[];
  /** `Activities/Contact/<id>/history` answers; as measured it is 403 for the role of an API user. */
  showsHistory: boolean;
  /** Text is read back with `&`, `<` and `>` escaped. */
  escapesText: boolean;
  /** Says in X-Status-Reason why; without it errors are as empty as they were measured. */
  givesReasons: boolean;
  /** The database is down: 500 with an empty page. */
  isDatabaseDown: boolean;
  /** The line is cut before anything is done. */
  isOut: boolean;
  /** A post may be edited for so long; older is 403, as the settings of EspoCRM have it. */
  notesStayOpen: boolean;
  /** Milliseconds before every answer. */
  delayMs: number;
  /** Whether the answer to a request is lost after it was done; null = none is. */
  losesAnswer: ((request: SeenRequest) => boolean) | null;
};

export const likeEspocrm = (): Switches => ({
  rights: { Contact: allRights, Case: allRights, Call: allRights, User: { ...noRights, read: "all" } },
  customFields: {},
  caseStatuses: ["New", "Assigned", "Pending", "Closed", "Rejected", "Duplicate"],
  showsHistory: false,
  escapesText: false,
  givesReasons: false,
  isDatabaseDown: false,
  isOut: false,
  notesStayOpen: true,
  delayMs: 0,
  losesAnswer: null,
});

/** What happens to one request, once. */
export type Fault =
  /** The line is cut before the server did anything. */
  | { readonly do: "cut-before" }
  /** The line is cut after it was done, before a word of the answer. */
  | { readonly do: "cut-after" }
  /** Nothing is done, and this is the answer. */
  | {
      readonly do: "answer";
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** It is done, and this is the answer all the same. */
  | { readonly do: "answer-after"; readonly status: number; readonly body?: string }
  /** It is done after that has come. */
  | { readonly do: "wait"; readonly for: Promise<void> };

export type SeenRequest = {
  readonly method: string;
  /** Behind `/api/v1/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Answer = {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};
