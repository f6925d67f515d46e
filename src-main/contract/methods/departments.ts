import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Command, PersonRef, Ulid } from "../values.ts";

const Name = z.string().trim().min(1).max(80);

/** A part of the firm: who belongs to it, and which queue it sees. */
export const Department = z.object({
  id: Ulid,
  version: z.number().int(),
  name: z.string(),
  /** Its queue: stories given to it by a rule or by their source, and every story in one of these buckets. */
  buckets: z.array(Bucket),
  members: z.array(z.object({ person: PersonRef, viewOnly: z.boolean() })),
  /** How many sources give it what no rule gives to another. */
  sources: z.number().int(),
  /** Rules that name it, as what they ask for or as whom they give stories to. */
  rules: z.array(z.string()),
});
export type Department = z.infer<typeof Department>;

export const departmentMethods = defineMethods({
  /** All departments by name. */
  "departments.list": { kind: "read", access: "person", input: z.object({}), output: z.array(Department) },
  /** How many cases wait in the queue of each department; `capped` numbers stop at 1,000. */
  "departments.queues": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({
      queues: z.array(
        z.object({
          id: Ulid,
          name: z.string(),
          /** Whether the person who asks belongs to it. */
          isMine: z.boolean(),
          waiting: z.number().int(),
        }),
      ),
      cappedAt: z.number().int(),
    }),
  },
  /**
   * Makes a department, or changes one: name, queue, members (those left out belong to it no more). Sources and rules
   * follow a new name. Refusals: stale, name-taken, not-found.
   */
  "departments.save": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({
      id: Ulid.optional(),
      version: z.number().int().optional(),
      name: Name,
      buckets: z.array(Bucket),
      members: z.array(z.object({ personId: Ulid, viewOnly: z.boolean() })).max(1000),
    }),
    output: Department,
  },
  /**
   * Takes a department away; its sources belong to none, what was given to it stays where it is. Refusals: stale,
   * department-used { rules } while rules name it.
   */
  "departments.remove": {
    kind: "write",
    access: ["admin"],
    input: Command.extend({ id: Ulid, version: z.number().int() }),
    output: z.object({}),
  },
});
