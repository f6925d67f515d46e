import type { Session } from "../../contract/methods/session.ts";
import type { Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { initialsOf } from "../../domain/people.ts";
import { afterGuess, secondsLocked } from "../../domain/tries.ts";
import type { Guesses } from "../../domain/tries.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { readSetup } from "../settings/setup.ts";
import { listPeople } from "../store/person.ts";
import type { Person } from "../store/person.ts";
import { setSessionPerson } from "../store/session.ts";
import { readDemoPins } from "../workspace/demo-pins.ts";
import { readWorkspace } from "../workspace/identity.ts";
import { isPin } from "./pin.ts";
import { signedIn } from "./sessions.ts";

type SessionMethod = "session.get" | "session.signIn" | "session.signOut";

export type SignInParts = Parts & {
  readonly workspaceName: string;
  /** Whoever was at a device is not at any case there any more. */
  readonly leave: (sessionId: number | null) => void;
};

/** Who sits at a device: signing in by PIN, with guesses limited per person and device; a new device needs a code first. */
export function createSignIn(parts: SignInParts): Handlers<SessionMethod> {
  const guesses = new Map<string, Guesses>();

  async function signIn({ personId, pin }: Parsed<"session.signIn">, call: Call): Promise<Session> {
    const { sessionId } = call;
    if (sessionId === null) throw new Refusal("not-allowed", { method: "session.signIn" });
    const person = (await listPeople(parts.store.read)).find(({ id }) => id === personId);
    if (!person) throw new Refusal("not-found", { what: "person" });
    await refuseWrongPin(person, pin, sessionId);
    await parts.store.write((trx) => setSessionPerson(trx, sessionId, person.rowId));
    parts.leave(sessionId);
    parts.changed("session");
    return sessionOf(parts, { ...call, person });
  }

  async function refuseWrongPin(person: Person, pin: string, sessionId: number): Promise<void> {
    const key = `${sessionId} ${person.id}`;
    const now = parts.clock.monotonic();
    const seconds = secondsLocked(guesses.get(key), now);
    if (seconds > 0) throw new Refusal("too-many-tries", { seconds });
    guesses.set(key, afterGuess(guesses.get(key), now));
    if (person.pinHash !== null && !(await isPin(pin, person.pinHash))) throw new Refusal("wrong-pin");
    guesses.delete(key);
  }

  async function signOut(_input: unknown, call: Call): Promise<Session> {
    const { sessionId } = call;
    if (sessionId !== null) await parts.store.write((trx) => setSessionPerson(trx, sessionId, null));
    parts.leave(sessionId);
    parts.changed("session");
    return sessionOf(parts, { ...call, person: signedIn(await listPeople(parts.store.read), null) });
  }

  return {
    "session.get": (_input, call) => sessionOf(parts, call),
    "session.signIn": signIn,
    "session.signOut": signOut,
  };
}

async function sessionOf({ store, workspaceName }: SignInParts, { device, person }: Call): Promise<Session> {
  const [{ kind }, setup, people] = await Promise.all([
    readWorkspace(store.read),
    readSetup(store.read),
    listPeople(store.read),
  ]);
  const demoPins = kind === "sample" ? await readDemoPins(store.read) : new Map<string, string>();
  return {
    device,
    person: person && { id: person.id, name: person.name, initials: initialsOf(person.name), roles: [...person.roles] },
    // A wall in the corridor has no business with names.
    people: device === "display" ? [] : people.map((each) => toSignInPerson(each, demoPins.get(each.id) ?? null)),
    workspace: { name: workspaceName, kind },
    setupDone: setup.dismissed || setup.steps.every(({ done }) => done),
  };
}

function toSignInPerson({ id, name, roles, pinHash }: Person, demoPin: string | null): Session["people"][number] {
  return { id, name, initials: initialsOf(name), roles: [...roles], hasPin: pinHash !== null, demoPin };
}
