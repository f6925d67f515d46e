import { readFileSync } from "node:fs";
import { runEngineAct } from "../../src-main/engine/commands.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { createPlaybook } from "../../src-main/engine/playbook/index.ts";
import { addScript } from "../../src-main/engine/playbook/save-script.ts";
import type { ScriptContent } from "../../src-main/engine/store/script.ts";
import { addSourceRow, addStory } from "../support/desk-fixture.ts";
import { cpuOf, median, type Ratio } from "./measure.ts";
import { type Bench, openBench } from "./workspace.ts";

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
const scripts = 500;
/** Replies that were sent with them: what uses and success are counted of. */
const replies = 5000;
/** The most that a key may cost (issue: replies). */
const mostMs = 30;
const rounds = 21;

const typed = ["", "r", "ref", "refund", "money back", "where is my refund for the late sailing", "zebra"];

/** From a key to the ordered scripts: 500 of them, 5,000 sent replies, CPU time of the whole engine call. */
export async function benchPicker(): Promise<readonly Ratio[]> {
  const bench = await openBench();
  const storyId = await fill(bench);
  const pick = createPlaybook(bench.parts)["playbook.pick"];
  const ratios: Ratio[] = [];
  // The first call of a desk's life indexes every script; the keys after it find them indexed.
  const first = (await cpuOf(() => pick({ storyId, search: "", limit: 60 }, call))) / 1000;
  for (const search of typed) {
    const spent: number[] = [];
    for (let round = 0; round < rounds; round += 1)
      spent.push((await cpuOf(() => pick({ storyId, search, limit: 60 }, call))) / 1000);
    const name = `picker: ${JSON.stringify(search)}, ${scripts} scripts`;
    ratios.push({ name, ours: median(spent), reference: mostMs, unit: "ms", most: 1 });
  }
  console.log(`     the first one, which indexes ${scripts} scripts: ${first.toFixed(1)} ms`);
  await bench.close();
  return ratios;
}

async function fill({ parts }: Bench): Promise<string> {
  const file = new URL("../../resources/sample/playbook.json", import.meta.url);
  const known = JSON.parse(readFileSync(file, "utf8")) as readonly ScriptContent[];
  await runEngineAct(parts, { topics: [] }, async (act) => {
    for (let at = 0; at < scripts; at += 1) {
      const script = known[at % known.length];
      if (script) await addScript(act, { ...script, networks: [], ...namesOf(at, script) }, null);
    }
  });
  const sourceRowId = await addSourceRow(parts);
  const { storyId } = await addStory(parts, { sourceRowId });
  await parts.store.write(async (trx) => {
    const { id } = await trx.selectFrom("desk_case").select("id").executeTakeFirstOrThrow();
    for (let at = 0; at < replies; at += 1)
      await trx
        .insertInto("reply")
        .values({
          ...{ public_id: parts.ids.ulid(at), case_id: id, state: "sent", network: "forum", account: "assisted" },
          ...{ text: "Hello", script_text: "Hello", cycle: 1, saved_at: at, sent_at: at },
          ...{ script_id: (at % scripts) + 1, script_version: 1, variant: "body" },
        })
        .execute();
  });
  return storyId;
}

function namesOf(at: number, { name }: ScriptContent) {
  return { key: `script-${at}`, name: `${name} ${at}`, department: at % 3 === 0 ? "Contact centre" : null };
}
