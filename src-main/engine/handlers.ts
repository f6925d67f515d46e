import type { MethodName, Output, Parsed } from "../contract/methods.ts";
import type { Role } from "../contract/values.ts";
import type { Actor } from "../domain/events.ts";

/** The person behind a call. `rowId` is for the store, `id` (ULID) for everything that leaves the database. */
export type CallPerson = {
  readonly rowId: number;
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
};

/** Who calls: a let-in device, and the person signed in at it. `actor` is what the event log names. */
export type Call = {
  readonly device: "desk" | "display";
  /** Row of the session table; null for the command line and for tests. */
  readonly sessionId: number | null;
  /** The same device by the id that leaves the database; absent for the command line and for tests. */
  readonly deviceId?: string;
  readonly person: CallPerson | null;
  readonly actor: Actor;
};

export type Handler<Name extends MethodName> = (input: Parsed<Name>, call: Call) => Promise<Output<Name>>;

export type Handlers<Name extends MethodName = MethodName> = { readonly [N in Name]: Handler<N> };
