import { createHash } from "node:crypto";
import { runEngineAct } from "../commands.ts";
import type { Call, CallPerson } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { shortName } from "../../domain/people.ts";
import { dropRevokedBefore } from "../store/display.ts";
import { adoptSessions, listSessions } from "../store/moved-session.ts";
import type { MovedSession } from "../store/moved-session.ts";
import { listPeople } from "../store/person.ts";
import type { Person } from "../store/person.ts";
import {
  dropSessionsBefore,
  findSession,
  insertSession,
  isRevoked,
  markSeen,
  setSessionPerson,
} from "../store/session.ts";
import type { DeviceKind, SeenFrom } from "../store/session.ts";

export type Paired = { readonly name?: string | null; readonly wall?: string | null; readonly from?: SeenFrom };

export type Sessions = {
  /** Lets a device in and gives its token: 256 bits in base64url, kept by the device, stored here only as SHA-256. */
  readonly pair: (device: DeviceKind, paired?: Paired) => Promise<string>;
  /** Who calls with a token; null when it lets nobody in. */
  readonly callOf: (token: string, from?: SeenFrom) => Promise<Call | null>;
  /** Whether a token that lets nobody in did so once, until somebody took it back. */
  readonly wasRevoked: (token: string) => Promise<boolean>;
  /** Who calls from the windows of the desktop app: one device, let in without a code. */
  readonly callOfWindows: () => Promise<Call>;
  /** Nobody is signed in at the windows of an app that starts anew. Forgets devices that were away for long. */
  readonly start: () => Promise<void>;
  readonly list: () => Promise<readonly MovedSession[]>;
  readonly adopt: (sessions: readonly MovedSession[]) => Promise<void>;
};

/** Stands for the token of the desktop's own windows, which need none. */
export const windowsHash = "windows";
const dayMs = 24 * 3_600_000;
const seenEveryMs = 5 * 60_000;
const forgottenAfterMs = 180 * dayMs;
const revokedShownMs = 30 * dayMs;

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

export function createSessions(parts: Parts): Sessions {
  const { store, clock, ids } = parts;

  async function pair(
    device: DeviceKind,
    { name = null, wall = null, from = "computer" }: Paired = {},
  ): Promise<string> {
    const token = Buffer.from(ids.randomBytes(32)).toString("base64url");
    await runEngineAct(parts, { topics: ["displays"] }, async (act) => {
      const id = act.newId();
      await insertSession(act.trx, { tokenHash: hashOf(token), id, device, name, wallId: wall, from, at: act.at });
      const kind = device === "display" ? "display.paired" : "display.browser_paired";
      await act.record({ kind, subjectId: id, payload: { name: name ?? shortName(id), from } });
    });
    return token;
  }

  async function callOf(tokenHash: string, from: SeenFrom): Promise<Call | null> {
    const session = await findSession(store.read, tokenHash);
    if (!session) return null;
    const at = clock.now();
    if (at - session.seenAt > seenEveryMs || session.seenFrom !== from)
      await store.write((trx) => markSeen(trx, session.rowId, { at, from }));
    const person = session.device === "desk" ? signedIn(await listPeople(store.read), session.personRowId) : null;
    return {
      device: session.device,
      sessionId: session.rowId,
      ...(session.id === null ? {} : { deviceId: session.id }),
      person,
      actor: person ? { kind: "person", id: person.id } : { kind: "engine" },
    };
  }

  async function callOfWindows(): Promise<Call> {
    const found = await callOf(windowsHash, "computer");
    if (found) return found;
    const windows = { tokenHash: windowsHash, id: ids.ulid(clock.now()), device: "desk", name: null } as const;
    const session = { ...windows, from: "computer", createdAt: clock.now(), revokedAt: null } as const;
    await store.write((trx) => adoptSessions(trx, [session], clock.now()));
    return callOfWindows();
  }

  return {
    pair,
    callOf: (token, from = "computer") => callOf(hashOf(token), from),
    wasRevoked: (token) => isRevoked(store.read, hashOf(token)),
    callOfWindows,
    start: () =>
      store.write(async (trx) => {
        await dropSessionsBefore(trx, clock.now() - forgottenAfterMs);
        await dropRevokedBefore(trx, clock.now() - revokedShownMs);
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
