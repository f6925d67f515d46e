import type { SampleContent, SamplePerson } from "../../ports/sample-content.ts";
import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { hashPin } from "../people/pin.ts";
import { addScript } from "../playbook/save-script.ts";
import { setDepartments } from "../store/department.ts";
import { insertPerson } from "../store/person.ts";
import { insertRule } from "../store/rule.ts";
import { insertSource } from "../store/source.ts";
import { insertWatch } from "../store/watch.ts";
import { writeDemoPins } from "../workspace/demo-pins.ts";

/** Who acts in the history, by the key of people.json. */
export type SamplePeople = ReadonlyMap<string, Call>;

/** Adds everybody with the PIN that stands on the sign-in. */
export async function addSamplePeople(parts: Parts, content: SampleContent): Promise<SamplePeople> {
  const hashed = await Promise.all(
    content.people.map(async (person) => ({ person, pinHash: await hashPin(person.demoPin, parts.ids) })),
  );
  return runEngineAct(parts, { topics: [] }, async (act) => {
    const calls = new Map<string, Call>();
    const pins = new Map<string, string>();
    for (const { person, pinHash } of hashed) {
      const call = await addPerson(act, person, pinHash);
      calls.set(person.key, call);
      if (call.person) pins.set(call.person.id, person.demoPin);
    }
    await writeDemoPins(act.trx, pins);
    return calls;
  });
}

async function addPerson(act: Act, { name, roles, departments }: SamplePerson, pinHash: string): Promise<Call> {
  const id = act.newId();
  const rowId = await insertPerson(act.trx, { id, name, roles, pinHash, at: act.at });
  await setDepartments(act.trx, rowId, departments, act.newId);
  await act.record({ kind: "person.added", subjectId: id, payload: { name, roles, departments } });
  return { device: "desk", sessionId: null, person: { rowId, id, name, roles }, actor: { kind: "person", id } };
}

/** Watches, rules, scripts and sources, under the keys by which the files name each other. */
export async function addSampleBooks(parts: Parts, content: SampleContent): Promise<void> {
  await runEngineAct(parts, { topics: [] }, async (act) => {
    await addWatches(act, content);
    await addRules(act, content);
    for (const script of content.scripts) await addScript(act, script, null);
    await addSources(act, content);
  });
}

async function addWatches(act: Act, { watches }: SampleContent): Promise<void> {
  for (const { key, name, set, query } of watches) {
    const id = act.newId();
    await insertWatch(act.trx, { id, key, name, set, query, at: act.at });
    await act.record({
      kind: "watch.saved",
      subjectId: id,
      payload: { version: 1, before: null, after: { name, set, query } },
    });
  }
}

async function addRules(act: Act, { rules }: SampleContent): Promise<void> {
  for (const [index, { name, when, then, stop, reason }] of rules.entries()) {
    const id = act.newId();
    const after = { name, when, then, stop, reason };
    await insertRule(act.trx, { id, position: index + 1, ...after });
    await act.record({ kind: "rule.saved", subjectId: id, payload: { before: null, after } });
  }
}

async function addSources(act: Act, { sources }: SampleContent): Promise<void> {
  for (const { key, name, network, siteUrl, feedUrl } of sources) {
    const id = act.newId();
    const source = { name, network, everything: false, allowPrivate: false };
    await insertSource(act.trx, { id, key, url: feedUrl, siteUrl, ...source, at: act.at });
    await act.record({ kind: "source.added", subjectId: id, payload: { url: feedUrl, ...source } });
  }
}
