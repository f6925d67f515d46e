import type { Interaction } from "../../../domain/crm/interaction.ts";
import { mentionText } from "../../../domain/crm/plain-text.ts";
import { cutAtWord } from "../../../domain/text/cut-at-word.ts";
import { oneLine } from "../../../domain/text/safe-text.ts";
import { caseKey, markerLine } from "./marker.ts";

const longestTitle = 150;

/** Who, and about what. */
export function caseTitle({ contact, mention }: Interaction): string {
  const who = contact.name ?? contact.handle;
  const about = [who, mention.title ?? mention.text].filter((part) => part !== null && part.trim() !== "").join(": ");
  return cutAtWord(oneLine(about === "" ? mention.source : about), longestTitle);
}

/** What the case is about; what was done stands in its stream. */
export function caseText(line: Interaction): string {
  return [mentionText(line), `Case: ${line.case.link}\n${markerLine(caseKey(line.case.id))}`].join("\n\n");
}
