import type { Interaction } from "../../src-main/domain/crm/interaction.ts";
import type { CrmRecord, CrmTold, CrmTrouble, RecordConnector } from "../../src-main/ports/crm-connector.ts";

export type Logged = {
  readonly contact: CrmRecord;
  readonly complaint: CrmRecord | null;
  readonly interaction: CrmRecord;
  /** What went wrong on the way, in order. */
  readonly troubles: readonly CrmTrouble[];
};

/**
 * Logs one interaction as the outbox does: the id of each step is kept at once, and a step whose outcome is not known
 * is looked for before it is done again. Gives up at the first trouble that no retry can mend.
 */
export async function logOnce<Config>(
  connector: RecordConnector<Config>,
  config: Config,
  line: Interaction,
): Promise<Logged> {
  const about = { targetId: "T1" };
  const troubles: CrmTrouble[] = [];
  const step = async (
    find: () => Promise<CrmTold<CrmRecord | null>>,
    create: () => Promise<CrmTold<CrmRecord>>,
    { findsFirst }: { readonly findsFirst: boolean },
  ): Promise<CrmRecord> => {
    for (let attempt = 0; attempt < 6; attempt++) {
      const found = attempt > 0 || findsFirst ? await find() : { ok: true as const, value: null };
      if (found.ok && found.value) return found.value;
      const told = found.ok ? await create() : found;
      if (told.ok && told.value) return told.value;
      if (told.ok) continue;
      troubles.push(told.trouble);
      if (told.trouble.class !== "unknown" && told.trouble.class !== "retry") break;
    }
    throw new Error(`Not logged: ${JSON.stringify(troubles)}`);
  };
  const contact = await step(
    () => connector.findContact(config, line.contact, about),
    () => connector.createContact(config, line.contact, about),
    { findsFirst: true },
  );
  const hasComplaint = line.case.isComplaint && connector.complaints?.(config) === true;
  const complaint = hasComplaint
    ? await step(
        () => connector.findComplaint(config, line, about),
        () => connector.createComplaint(config, line, { ...about, contact }),
        { findsFirst: true },
      )
    : null;
  const place = { ...about, contact, complaint };
  const interaction = await step(
    () => connector.findInteraction(config, line, place),
    () => connector.createInteraction(config, line, place),
    { findsFirst: false },
  );
  return { contact, complaint, interaction, troubles };
}
