import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, PersonRef, Role, Ulid } from "../values.ts";

const SignInPerson = PersonRef.extend({
  roles: z.array(Role),
  hasPin: z.boolean(),
  /** Only in the sample workspace, where PINs are no secrets. */
  demoPin: z.string().nullable(),
});

export const Session = z.object({
  device: z.enum(["desk", "display"]),
  person: PersonRef.extend({ roles: z.array(Role) }).nullable(),
  people: z.array(SignInPerson),
  workspace: z.object({ name: z.string(), kind: z.enum(["desk", "sample"]) }),
  setupDone: z.boolean(),
});
export type Session = z.infer<typeof Session>;

export const PersonRow = PersonRef.extend({
  version: z.number().int(),
  roles: z.array(Role),
  departments: z.array(z.string()),
  hasPin: z.boolean(),
  createdAt: Instant,
});
export type PersonRow = z.infer<typeof PersonRow>;

export const sessionMethods = defineMethods({
  /** Who this window or browser is, who may sign in here, and which workspace is open. */
  "session.get": { kind: "read", access: "paired", input: z.object({}), output: Session },
  /** Signs a person in at this device. Refusals: wrong-pin, too-many-tries { seconds }, not-found. */
  "session.signIn": {
    kind: "write",
    access: "paired",
    input: z.object({ personId: Ulid, pin: z.string().max(64) }),
    output: Session,
  },
  /** Signs the person out; the device stays paired. */
  "session.signOut": { kind: "write", access: "paired", input: z.object({}), output: Session },
  /**
   * Whether a wall may be taken off its monitor, by the PIN of any lead or admin; signs nobody in. Null only asks whether
   * it is free, which it is where none of them has a PIN. Only walls on monitors of the desktop ask.
   * Refusals: wrong-pin, too-many-tries { seconds }.
   */
  "kiosk.leave": {
    kind: "write",
    access: "paired",
    input: z.object({ pin: z.string().max(64).nullable() }),
    output: z.object({ isFree: z.boolean() }),
  },
});

export const peopleMethods = defineMethods({
  "people.list": { kind: "read", access: "person", input: z.object({}), output: z.array(PersonRow) },
  /** Adds a person. PIN of 6 digits or more. Refusals: name-taken, pin-too-short, pin-needed (for the first person). */
  "people.add": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({
      name: z.string().trim().min(1).max(80),
      roles: z.array(Role).min(1),
      departments: z.array(z.string()).default([]),
      pin: z.string().max(64),
    }),
    output: PersonRow,
  },
  /** Changes name, roles or departments. Refusals: stale, last-admin, name-taken. */
  "people.update": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({
      id: Ulid,
      version: z.number().int(),
      name: z.string().trim().min(1).max(80),
      roles: z.array(Role).min(1),
      departments: z.array(z.string()).default([]),
    }),
    output: PersonRow,
  },
  /** Sets a PIN: one's own, or anybody's for an admin. Refusals: pin-too-short, not-allowed. */
  "people.setPin": {
    kind: "write",
    access: "person",
    input: Command.extend({ id: Ulid, pin: z.string().max(64) }),
    output: PersonRow,
  },
  /** Takes a person off the desk; their past acts keep their name. Refusals: stale, last-admin. */
  "people.remove": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
});
