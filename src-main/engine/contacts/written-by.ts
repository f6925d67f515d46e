import type { Output, Parsed } from "../../contract/methods.ts";
import { staffOfStory } from "../store/contact-staff.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";

/** Who of our own wrote the head of a story, with what they should know. */
export async function writtenBy(
  db: Db,
  { storyId }: Parsed<"contacts.writtenBy">,
): Promise<Output<"contacts.writtenBy">> {
  const author = await staffOfStory(db, storyId);
  if (!author) return null;
  const { settings } = await readSettings(db);
  return { ...author, guidelines: settings.contacts.guidelines };
}
