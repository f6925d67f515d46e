import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, PersonRef, Ulid } from "../values.ts";

/** `broken` = its time has passed and nobody kept it; one that is kept late is `kept`, with `isLate`. */
export const promiseStates = ["open", "broken", "kept", "withdrawn"] as const;
export const PromiseState = z.enum(promiseStates);
export type PromiseState = z.infer<typeof PromiseState>;

/** Something that the desk said it would do: what, for whom, by when. */
export const DeskPromise = z.object({
  id: Ulid,
  version: z.number().int(),
  caseId: Ulid,
  storyId: Ulid,
  /** Null once the contact was erased. */
  what: z.string().nullable(),
  toWhom: z.string().nullable(),
  dueAt: Instant,
  state: PromiseState,
  isLate: z.boolean(),
  madeAt: Instant,
  madeBy: PersonRef,
  /** Who has to keep it: the owner of the case, else who made it. */
  owner: PersonRef,
  /** The reply that says it, and who approved those words; null = said elsewhere. */
  replyId: Ulid.nullable(),
  approvedBy: z.string().nullable(),
  keptAt: Instant.nullable(),
  keptBy: PersonRef.nullable(),
  brokenAt: Instant.nullable(),
  withdrawnAt: Instant.nullable(),
  withdrawnBy: PersonRef.nullable(),
});
export type DeskPromise = z.infer<typeof DeskPromise>;

export const promiseCharacters = 300;
export const longestPromiseDays = 366;

const promising = ["agent", "corpcomm", "legal", "lead"] as const;
const aPromise = Command.extend({ id: Ulid, version: z.number().int() });

export const promiseMethods = defineMethods({
  /** The promises of a case: open and broken ones by their time, then the others, newest first; at most 100. Refusals: not-found. */
  "promises.ofCase": {
    kind: "read",
    access: "person",
    input: z.object({ storyId: Ulid }),
    output: z.array(DeskPromise),
  },
  /** What is promised and neither kept nor withdrawn, by its time, at most 200; `total` counts all. */
  "promises.list": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({ promises: z.array(DeskPromise), total: z.number().int() }),
  },
  /**
   * What the newest words of ours in the case seem to promise, for the form: the sentence in which the checks find a
   * promise, and the reply. Null when there is none, or when that reply has its promise. Refusals: not-found.
   */
  "promises.suggest": {
    kind: "read",
    access: "person",
    input: z.object({ storyId: Ulid }),
    output: z.object({ replyId: Ulid, what: z.string() }).nullable(),
  },
  /** Writes down what was promised. `toWhom` null = the contact of the case. Refusals: not-found, bad-input { field }. */
  "promises.make": {
    kind: "write",
    access: promising,
    input: Command.extend({
      storyId: Ulid,
      what: z.string().trim().min(1).max(promiseCharacters),
      toWhom: z.string().trim().max(200).nullable().default(null),
      dueAt: Instant,
      /** An approved or posted reply of the same case that says it. */
      replyId: Ulid.nullable().default(null),
    }),
    output: DeskPromise,
  },
  /** It was done; late is late. Refusals: not-found, stale, promise-state { state }. */
  "promises.keep": { kind: "write", access: promising, input: aPromise, output: DeskPromise },
  /** Takes back that it was kept or withdrawn. Refusals: not-found, stale, promise-state { state }. */
  "promises.reopen": { kind: "write", access: promising, input: aPromise, output: DeskPromise },
  /** It does not hold any more. That it was broken before stays in the log. Refusals: not-found, stale, promise-state { state }. */
  "promises.withdraw": { kind: "write", access: promising, input: aPromise, output: DeskPromise },
});
