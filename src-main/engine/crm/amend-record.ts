import type { Correction, Interaction } from "../../domain/crm/interaction.ts";
import type { CrmPlace, CrmRecord, CrmTold } from "../../ports/crm-connector.ts";
import { keepRemote } from "../store/crm-record.ts";
import { deliveryByRow } from "../store/delivery.ts";
import type { Delivery } from "../store/delivery.ts";
import { isPlaceKnown, lookAgain, reachPlace } from "./reach-place.ts";
import { aboutOf, known, mayBeGone, note, refused } from "./record-frame.ts";
import type { RecordFrame } from "./record-frame.ts";

/** Writes a delivered interaction anew; what was delivered while the target was no CRM with records is filed now. */
export async function amendRecord<Config>(
  frame: RecordFrame<Config>,
  { interaction: line }: Correction,
): Promise<CrmTold<CrmRecord>> {
  const { delivery, parts } = frame;
  const first = delivery.correctsRowId === null ? null : await deliveryByRow(parts.store.read, delivery.correctsRowId);
  if (!first) throw new Error(`Correction ${delivery.id} corrects nothing`);
  const wasKnown = await isPlaceKnown(frame, line);
  const told = await amendOnce(frame, { line, first, isLookedFor: false });
  if (told.ok || !wasKnown) return told;
  const { may, isSure } = mayBeGone(told.trouble);
  if (!may) return told;
  const again = await lookAgain(frame, { line, isSure });
  if (!again.ok) return again;
  return again.value || isSure ? amendOnce(frame, { line, first, isLookedFor: true }) : told;
}

type Amended = { readonly line: Interaction; readonly first: Delivery; readonly isLookedFor: boolean };

async function amendOnce<Config>(frame: RecordFrame<Config>, about: Amended): Promise<CrmTold<CrmRecord>> {
  const place = await reachPlace(frame, about.line);
  if (!place.ok) return place;
  const interaction = await takeInteraction(frame, { ...about, place: place.value });
  if (!interaction.ok) return interaction;
  const told = await frame.connector.amendInteraction(frame.config, about.line, {
    ...aboutOf(frame),
    ...place.value,
    interaction: interaction.value,
  });
  if (told.ok)
    await note(frame, async (act) => {
      await keepRemote(act.trx, about.first.rowId, told.value);
      await keepRemote(act.trx, frame.delivery.rowId, told.value);
    });
  return told;
}

async function takeInteraction<Config>(
  frame: RecordFrame<Config>,
  { line, first, place, isLookedFor }: Amended & { readonly place: CrmPlace },
): Promise<CrmTold<CrmRecord>> {
  const { connector, config } = frame;
  const { remoteId: id, remoteUrl: url } = first;
  if (id !== null && !isLookedFor) return known({ id, url });
  const about = { ...aboutOf(frame), ...place };
  const found = await connector.findInteraction(config, line, about);
  if (!found.ok) return found;
  if (found.value) return known(found.value);
  // Somebody took it away there: what was removed on purpose is not made anew behind their back.
  if (id !== null) return refused({ class: "permanent", says: { code: "crm.entry-gone", params: {} } });
  return connector.createInteraction(config, line, about);
}
