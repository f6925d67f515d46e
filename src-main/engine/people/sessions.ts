import { createHash } from "node:crypto";
import type { Call, CallPerson } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { listPeople } from "../store/person.ts";
import type { Person } from "../store/person.ts";
import {
  adoptSessions,
  dropSessionsBefore,
  findSession,
  insertSession,
  listSessions,
  markSeen,
  setSessionPerson,
} from "../store/session.ts";
import type { NewSession } from "../store/session.ts";

export type Sessions = {
  /** Lets a device in and gives its token: 256 bits in base64url, kept by the device, stored here only as SHA-256. */
  readonly pair: (device: "desk" | "display") => Promise<string>;
  /** Who calls with a token; null when it lets nobody in. */
  readonly callOf: (token: string) => Promise<Call | null>;
  /** Who calls from the windows of the desktop app: one device, let in without a code. */
  readonly callOfWindows: () => Promise<Call>;
  /** Nobody is signed in at the windows of an app that starts anew. Forgets devices that were away for long. */
  readonly start: () => Promise<void>;
  readonly list: () => Promise<readonly NewSession[]>;
  readonly adopt: (sessions: readonly NewSession[]) => Promise<void>;
};

const windowsHash = "windows";
const hourMs = 3_600_000;
const forgottenAfterMs = 180 * 24 * hourMs;

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

export function createSessions({ store, clock, ids }: Pick<Parts, "store" | "clock" | "ids">): Sessions {
  const insert = (tokenHash: string, device: "desk" | "display") =>
    store.write((trx) => insertSession(trx, { tokenHash, device, at: clock.now() }));

  async function callOf(tokenHash: string): Promise<Call | null> {
    const session = await findSession(store.read, tokenHash);
    if (!session) return null;
    if (clock.now() - session.seenAt > hourMs) await store.write((trx) => markSeen(trx, session.rowId, clock.now()));
    const person = session.device === "desk" ? signedIn(await listPeople(store.read), session.personRowId) : null;
    return {
      device: session.device,
      sessionId: session.rowId,
      person,
      actor: person ? { kind: "person", id: person.id } : { kind: "engine" },
    };
  }

  async function callOfWindows(): Promise<Call> {
    const found = await callOf(windowsHash);
    if (found) return found;
    await store.write((trx) =>
      adoptSessions(trx, [{ tokenHash: windowsHash, device: "desk", at: clock.now() }], clock.now()),
    );
    return callOfWindows();
  }

  return {
    pair: async (device) => {
      const token = Buffer.from(ids.randomBytes(32)).toString("base64url");
      await insert(hashOf(token), device);
      return token;
    },
    callOf: (token) => callOf(hashOf(token)),
    callOfWindows,
    start: () =>
      store.write(async (trx) => {
        await dropSessionsBefore(trx, clock.now() - forgottenAfterMs);
        const windows = await findSession(trx, windowsHash);
        if (windows) await setSessionPerson(trx, windows.rowId, null);
      }),
    list: () => listSessions(store.read),
    adopt: (sessions) => store.write((trx) => adoptSessions(trx, sessions, clock.now())),
  };
}

/**
 * Who is signed in at a desk device. While a workspace has one person without a PIN, that person is signed in
 * everywhere, so that nobody has to set up people before they can work.
 */
export function signedIn(people: readonly Person[], personRowId: number | null): CallPerson | null {
  const [only, ...others] = people;
  const isAlone = only !== undefined && others.length === 0 && only.pinHash === null;
  const person = people.find(({ rowId }) => rowId === personRowId) ?? (isAlone ? only : null);
  return person ? { rowId: person.rowId, id: person.id, name: person.name, roles: person.roles } : null;
}
