import type { FirstLook } from "../../contract/methods/crm-logging.ts";
import { Refusal } from "../../contract/refusal.ts";
import { interactionSubject, interactionText } from "../../domain/crm/plain-text.ts";
import type { CrmConnectors } from "../../ports/crm-connector.ts";
import type { CrmLine, Interaction } from "../../domain/crm/interaction.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { findTarget, listTargets } from "../store/crm-target.ts";
import type { Target } from "../store/crm-target.ts";
import { firstHeld, setLookedAt } from "../store/first-look.ts";
import type { Db } from "../store/open.ts";
import { copyRecords, recordPreview } from "./record-preview.ts";

type FirstLookMethod = "crm.firstLook" | "crm.confirmFirstLook" | "crm.setFirstLook";
type FirstLookParts = Parts & {
  readonly connectors: CrmConnectors;
  readonly sender: { readonly nudge: () => void };
};

const topics = ["outbox", "case", "status", "shift"] as const;
const longestSubject = 120;

/** The first line of a new target waits until a person has seen exactly what will be written. */
export function createFirstLook(parts: FirstLookParts): Handlers<FirstLookMethod> {
  const { store, connectors, sender } = parts;
  return {
    "crm.firstLook": async () => {
      const waiting = (await listTargets(store.read)).filter(({ lookedAt }) => lookedAt === null);
      return Promise.all(waiting.map((target) => showLook(store.read, connectors, target)));
    },
    "crm.confirmFirstLook": async ({ commandId, targetId, version, deliveryId }, call) => {
      const command = { call, method: "crm.confirmFirstLook", commandId, topics };
      const done = await runCommand(parts, command, async (act) => {
        const target = await seenTarget(act, { id: targetId, version });
        // What they saw is what goes first: another line in its place has to be looked at too.
        const held = await firstHeld(act.trx, target.rowId);
        if ((held?.deliveryId ?? null) !== deliveryId) throw new Refusal("stale", { what: "target", version });
        const by = call.person?.rowId ?? null;
        await setLookedAt(act.trx, target.rowId, { at: act.at, by });
        await act.record({ kind: "target.looked", subjectId: target.id, payload: { name: target.name } });
        return {};
      });
      sender.nudge();
      return done;
    },
    "crm.setFirstLook": async ({ commandId, targetId, version, waits }, call) => {
      const command = { call, method: "crm.setFirstLook", commandId, topics };
      const done = await runCommand(parts, command, async (act) => {
        const target = await seenTarget(act, { id: targetId, version });
        const by = call.person?.rowId ?? null;
        await setLookedAt(act.trx, target.rowId, { at: waits ? null : act.at, by: waits ? null : by });
        const payload = { name: target.name, waits };
        await act.record({ kind: "target.look_set", subjectId: target.id, payload });
        return {};
      });
      sender.nudge();
      return done;
    },
  };
}

async function seenTarget(act: Act, { id, version }: { readonly id: string; readonly version: number }) {
  const target = await findTarget(act.trx, id);
  if (!target) throw new Refusal("not-found", { what: "target" });
  if (target.version !== version) throw new Refusal("stale", { what: "target", version: target.version });
  return target;
}

async function showLook(db: Db, connectors: CrmConnectors, target: Target): Promise<FirstLook> {
  const held = await firstHeld(db, target.rowId);
  const about = { targetId: target.id, target: target.name, version: target.version, waiting: held?.waiting ?? 0 };
  if (!held) return { ...about, line: null };
  const { deliveryId, storyId, line } = held;
  const said = interactionOf(line);
  const records = said === null ? [] : recordPreview(connectors, target.config, said);
  return {
    ...about,
    line: {
      ...{ deliveryId, storyId },
      contact: said?.contact.name ?? said?.contact.handle ?? null,
      subject: said === null ? "" : interactionSubject(said, longestSubject),
      text: said === null ? "" : interactionText(said),
      records: copyRecords(records),
      json: target.config.kind === "webhook" || target.config.kind === "file" ? JSON.stringify(line, null, 2) : null,
    },
  };
}

function interactionOf(line: CrmLine): Interaction | null {
  if (line.schema === "watchroom.interaction/1") return line;
  return line.schema === "watchroom.correction/1" ? line.interaction : null;
}
