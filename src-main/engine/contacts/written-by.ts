import type { Output, Parsed } from "../../contract/methods.ts";
import { plainGuidelines } from "../../domain/playbook/guidelines-blocks.ts";
import { staffOfStory } from "../store/contact-staff.ts";
import { guidelinesText } from "../store/guidelines.ts";
import type { Db } from "../store/open.ts";

/** Who of our own wrote the head of a story, with what they should know. */
export async function writtenBy(
  db: Db,
  { storyId }: Parsed<"contacts.writtenBy">,
): Promise<Output<"contacts.writtenBy">> {
  const author = await staffOfStory(db, storyId);
  if (!author) return null;
  return { ...author, guidelines: plainGuidelines(await guidelinesText(db)) };
}
