import type { Interaction } from "../../domain/crm/interaction.ts";
import type { CrmRecord, CrmTold } from "../../ports/crm-connector.ts";
import { keepRemote } from "../store/crm-record.ts";
import { isPlaceKnown, lookAgain, reachPlace } from "./reach-place.ts";
import { aboutOf, known, mayBeGone, note } from "./record-frame.ts";
import type { RecordFrame } from "./record-frame.ts";

/**
 * Contact, complaint, interaction: each is looked for before it is made, and its id is stored as soon as it is known. A
 * contact that went since it was stored is looked for again, once.
 */
export async function fileInteraction<Config>(
  frame: RecordFrame<Config>,
  line: Interaction,
): Promise<CrmTold<CrmRecord>> {
  const { remoteId: id, remoteUrl: url } = frame.delivery;
  // The engine ended between the answer and its booking.
  if (id !== null) return known({ id, url });
  const wasKnown = await isPlaceKnown(frame, line);
  const told = await fileOnce(frame, line);
  if (told.ok || !wasKnown) return told;
  const { may, isSure } = mayBeGone(told.trouble);
  if (!may) return told;
  const again = await lookAgain(frame, { line, isSure });
  if (!again.ok) return again;
  return again.value ? fileOnce(frame, line) : told;
}

async function fileOnce<Config>(frame: RecordFrame<Config>, line: Interaction): Promise<CrmTold<CrmRecord>> {
  const { connector, config, delivery, isRepeat } = frame;
  const place = await reachPlace(frame, line);
  if (!place.ok) return place;
  const about = { ...aboutOf(frame), ...place.value };
  const found = isRepeat ? await connector.findInteraction(config, line, about) : known(null);
  if (!found.ok) return found;
  const told = found.value
    ? await bringUpToDate(frame, { line, about: { ...about, interaction: found.value } })
    : await connector.createInteraction(config, line, about);
  if (told.ok) await note(frame, (act) => keepRemote(act.trx, delivery.rowId, told.value));
  return told;
}

/** What is found may hold the words of before: a person may have changed the line since it was tried first. */
async function bringUpToDate<Config>(
  { connector, config, delivery: { firstTryAt, countedFrom } }: RecordFrame<Config>,
  {
    line,
    about,
  }: {
    readonly line: Interaction;
    readonly about: Parameters<RecordFrame<Config>["connector"]["amendInteraction"]>[2];
  },
): Promise<CrmTold<CrmRecord>> {
  const wasQueuedAnew = firstTryAt !== null && (countedFrom === null || countedFrom > firstTryAt);
  return wasQueuedAnew ? connector.amendInteraction(config, line, about) : known(about.interaction);
}
