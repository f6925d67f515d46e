import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Command, Instant, PersonRef, Ulid } from "../values.ts";

const DeviceName = z.string().trim().min(1).max(60);

/** A browser that was let in: a display shows a wall and nothing else, a desk browser is worked at. */
export const Device = z.object({
  id: Ulid,
  kind: z.enum(["desk", "display"]),
  name: z.string().nullable(),
  /** Of a display: the wall that it shows; null = the first one. */
  wall: Ulid.nullable(),
  createdAt: Instant,
  /** When it asked last, to about five minutes; to the second while the desk runs. */
  seenAt: Instant,
  from: z.enum(["computer", "network"]),
  /** It listens for changes now, or asked within the last 30 seconds. */
  isOpen: z.boolean(),
  /** The browser that asks. */
  isThis: z.boolean(),
  /** Who is signed in at a desk browser. */
  person: PersonRef.nullable(),
  /** Since when it is kept out; such a device stays in the list for 30 days. */
  revokedAt: Instant.nullable(),
});
export type Device = z.infer<typeof Device>;

/** A code that lets one display in, and the addresses at which it is typed; `network` null = on this computer. */
export const DisplayCode = z.object({
  code: z.string().regex(/^\d{8}$/),
  expiresAt: Instant,
  name: z.string().nullable(),
  wall: Ulid.nullable(),
  addresses: z.array(z.object({ url: z.string(), network: z.string().nullable() })),
});
export type DisplayCode = z.infer<typeof DisplayCode>;

/**
 * A network interface of the desk's computer. `open` = displays are let in at `urls`; `away` = switched on, but it has no
 * address now (cable out, interface gone) and opens by itself when it has one; `failed` = switched on, and the system gave
 * no port there; `idle` = switched on, but no desk runs; `off` = switched off, as all are at first.
 */
export const NetworkPlace = z.object({
  name: z.string(),
  /** Its private addresses; the others are never served. */
  addresses: z.array(z.string()),
  /** Has only addresses that the whole Internet may reach: cannot be switched on. */
  isPublic: z.boolean(),
  state: z.enum(["off", "open", "away", "failed", "idle"]),
  urls: z.array(z.string()),
});
export type NetworkPlace = z.infer<typeof NetworkPlace>;

const runningRoles = ["admin", "lead"] as const;

export const displayMethods = defineMethods({
  /** Displays and desk browsers that were let in, displays first, newest first; and the display code that is out, if any. */
  "displays.list": {
    kind: "read",
    access: runningRoles,
    input: z.object({}),
    output: z.object({
      devices: z.array(Device),
      code: DisplayCode.nullable(),
      walls: z.array(z.object({ id: Ulid, name: z.string() })),
    }),
  },
  /** Makes a code of eight digits for one display, good for ten minutes; the one before it is void. Refusals: not-found, not-serving. */
  "displays.code": {
    kind: "write",
    access: runningRoles,
    input: Command.extend({ name: DeviceName.nullable().default(null), wall: Ulid.nullable().default(null) }),
    output: DisplayCode,
  },
  /** Refusals: not-found. */
  "displays.rename": {
    kind: "write",
    access: runningRoles,
    input: Command.extend({ id: Ulid, name: DeviceName }),
    output: z.object({}),
  },
  /** Which wall a display shows; null = the first one. It follows within seconds. Refusals: not-found. */
  "displays.setWall": {
    kind: "write",
    access: runningRoles,
    input: Command.extend({ id: Ulid, wall: Ulid.nullable() }),
    output: z.object({}),
  },
  /** Keeps a device out at once and for good: its event stream ends, its next call is refused. Refusals: not-found. */
  "displays.revoke": {
    kind: "write",
    access: runningRoles,
    input: Command.extend({ id: Ulid }),
    output: z.object({}),
  },
  /** The network interfaces of the desk's computer, by name. */
  "displays.networks": { kind: "read", access: runningRoles, input: z.object({}), output: z.array(NetworkPlace) },
  /** Lets displays in over one network, or no longer. What travels there is not encrypted. Refusals: not-found, network-public. */
  "displays.setNetwork": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({ name: z.string().min(1).max(100), isOn: z.boolean() }),
    output: z.array(NetworkPlace),
  },
});
