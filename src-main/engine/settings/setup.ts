import type { Setup } from "../../contract/methods/settings.ts";
import { readMeta, writeMeta } from "../store/meta.ts";
import type { Db, Trx } from "../store/open.ts";
import { listPeople } from "../store/person.ts";
import { readSettings } from "../store/setting.ts";

const dismissedKey = "setup-dismissed";
const hoursKey = "setup-hours";

/** Which steps of the first run are done, read off what is there; only that hours were looked at has to be remembered. */
export async function readSetup(db: Db): Promise<Setup> {
  const [dismissed, hours, { settings }, people, source] = await Promise.all([
    readMeta(db, dismissedKey),
    readMeta(db, hoursKey),
    readSettings(db),
    listPeople(db),
    db.selectFrom("source").select("id").where("removed_at", "is", null).orderBy("id").limit(1).executeTakeFirst(),
  ]);
  return {
    dismissed: dismissed === "1",
    steps: [
      { step: "brand", done: settings.brand.names.length > 0 },
      { step: "sources", done: source !== undefined },
      { step: "hours", done: hours === "1" },
      { step: "people", done: people.length > 0 && people.every((person) => person.pinHash !== null) },
    ],
  };
}

export async function writeDismissed(trx: Trx, dismissed: boolean): Promise<void> {
  await writeMeta(trx, dismissedKey, dismissed ? "1" : "0");
}

/** The defaults may be right: saving the hours, changed or not, is what makes the step done. */
export async function markHoursSet(trx: Trx): Promise<void> {
  await writeMeta(trx, hoursKey, "1");
}
