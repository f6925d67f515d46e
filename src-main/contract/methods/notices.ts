import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Instant, Ulid } from "../values.ts";
import { NoticeKind } from "./preferences.ts";

/** Something that who asks wants to be told outside the page. It names no person and quotes nothing: it lies open on a desk. */
export const DeskNotice = z.object({
  /** Of the event; the same notice has the same id. */
  id: Ulid,
  kind: NoticeKind,
  storyId: Ulid,
  bucket: Bucket,
  /** When to tell of it: as it happens, when its hold is over, or at the end of the person's quiet hours. */
  noticeAt: Instant,
});
export type DeskNotice = z.infer<typeof DeskNotice>;

export const noticeMethods = defineMethods({
  /** What happened in the last hour (or while it was quiet) that the person chose to be told of and that still waits, oldest first, at most 200. */
  "notices.list": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.object({ asOf: Instant, notices: z.array(DeskNotice) }),
  },
});
