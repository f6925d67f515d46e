import type { Preferences } from "../../contract/methods/preferences.ts";
import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { readPreferences, writePreferences } from "../store/preference.ts";

/** What each person likes, kept at the engine so that it follows them through a switch by PIN. No decision: no event. */
export function createPreferences(parts: Parts): Handlers<"preferences.get" | "preferences.save"> {
  return {
    "preferences.get": (_input, call) => readPreferences(parts.store.read, personOf(call)),
    "preferences.save": (input, call) => save(parts, input, call),
  };
}

async function save(
  parts: Parts,
  { commandId, version, change }: Parsed<"preferences.save">,
  call: Call,
): Promise<Output<"preferences.save">> {
  const person = personOf(call);
  return runCommand(
    parts,
    { call, method: "preferences.save", commandId, topics: ["preferences"] },
    async ({ trx }) => {
      const saved = await readPreferences(trx, person);
      if (saved.version !== version) throw new Refusal("stale", { what: "preferences", version: saved.version });
      const next = { version: version + 1, preferences: changed(saved.preferences, change) };
      await writePreferences(trx, person, next);
      return next;
    },
  );
}

function changed(saved: Preferences, { keys, notices }: Parsed<"preferences.save">["change"]): Preferences {
  return { keys: keys ?? saved.keys, notices: notices ?? saved.notices };
}

function personOf({ person }: Call): number {
  if (!person) throw new Refusal("sign-in-first");
  return person.rowId;
}
