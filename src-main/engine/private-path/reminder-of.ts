import type { Bucket } from "../../contract/values.ts";
import { calendarOf } from "../../domain/cases/policy.ts";
import { type PrivatePath, remindAt } from "../../domain/private-path/path.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";

type Standing = { readonly path: PrivatePath; readonly bucket: Bucket };

/** When somebody is to be reminded of a path, in the hours in which its case is worked on; null where nothing is due. */
export async function reminderOf(db: Db, { path, bucket }: Standing): Promise<number | null> {
  const { settings } = await readSettings(db);
  return remindAt(path, calendarOf(settings, bucket));
}
