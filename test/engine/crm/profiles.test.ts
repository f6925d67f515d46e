import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import type { Output } from "../../../src-main/contract/methods.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { eraseContact } from "../../../src-main/engine/contacts/erase-contact.ts";
import { saveContact } from "../../../src-main/engine/contacts/save-contact.ts";
import { showContact } from "../../../src-main/engine/contacts/show-contact.ts";
import { dropTarget, saveTarget } from "../../../src-main/engine/crm/targets.ts";
import { createCrmProfiles } from "../../../src-main/engine/crm/profiles.ts";
import type { CrmProfiles } from "../../../src-main/engine/crm/profiles.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { addEmail, addHandle, addPhone, insertContact } from "../../../src-main/engine/store/contact.ts";
import { listTargets } from "../../../src-main/engine/store/crm-target.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import type {
  CrmConnectors,
  CrmProfile,
  CrmRecord,
  CrmTold,
  CrmTrouble,
} from "../../../src-main/ports/crm-connector.ts";
import type { CrmPerson } from "../../../src-main/domain/crm/interaction.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";

const minute = 60_000;
const marlow: CrmProfile = {
  record: { id: "c1", url: "https://crm.example/#Contact/view/c1" },
  ...{ name: "Hettie Marlow", emails: ["hettie@example.com"], phones: ["+49 30 5550123"], company: "Marlow Ltd" },
  entries: [{ at: 5, title: "Call", text: "Rang", url: "https://evil.example/1" }],
};
type Asked = { readonly record: CrmRecord | null; readonly person: CrmPerson };

let parts: TestParts;
let agent: Call;
let profiles: CrmProfiles;
let asked: Asked[];
let answer: (who: Asked) => CrmTold<CrmProfile | null> | Promise<CrmTold<CrmProfile | null>>;
let isOffline: boolean;
let hettie: { readonly id: string; readonly rowId: number };

beforeEach(async () => {
  parts = await startTestParts();
  agent = await parts.addPerson("Sunniva Clegg", "agent");
  asked = [];
  answer = () => ({ ok: true, value: marlow });
  isOffline = false;
  const readContact = async (_config: unknown, who: Asked) => {
    asked.push(who);
    return answer(who);
  };
  // The reader asks a connector for nothing else.
  const connectors = { espocrm: { readContact }, dolibarr: { readContact } } as unknown as CrmConnectors;
  const network = { state: () => (isOffline ? ("offline" as const) : ("online" as const)), offlineSince: () => null };
  profiles = createCrmProfiles(parts, { connectors, network });
  hettie = await addContact("Hettie M", { email: "hettie@example.com", handle: "@hettie" });
});
afterEach(async () => {
  await profiles.stop();
  await parts.close();
});

const trouble = (kind: CrmTrouble["class"], retryAfterMs?: number): CrmTold<never> => ({
  ok: false,
  trouble: {
    class: kind,
    says: { code: "crm.fault", params: { host: "crm.example", status: 500 } },
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  },
});

async function addContact(
  name: string,
  { email, phone, handle }: { readonly email?: string; readonly phone?: string; readonly handle?: string } = {},
) {
  const id = parts.ids.ulid(parts.clock.now());
  const facts = { name, kind: "customer", organisation: null, town: null } as const;
  const rowId = await parts.store.write(async (trx) => {
    const row = await insertContact(trx, { id, ...facts, at: parts.clock.now() });
    if (email !== undefined) await addEmail(trx, row, { written: email, folded: email });
    if (phone !== undefined) await addPhone(trx, row, { written: phone, digits: phone });
    if (handle !== undefined) await addHandle(trx, row, { network: "mastodon", handle });
    return row;
  });
  return { id, rowId };
}

async function addTarget(name = "EspoCRM", url = "https://crm.example"): Promise<string> {
  const config = { kind: "espocrm", url, log: "case", userId: null, keyField: null, handleField: null, fields: {} };
  return runEngineAct(parts, { topics: [] }, (act) =>
    saveTarget(act, { name, config: config as CrmTarget["config"], enabled: true }),
  );
}
const targetRow = async (id: string) => {
  const target = (await listTargets(parts.store.read)).find((one) => one.id === id);
  if (!target) throw new Error("no such target");
  return target;
};

const look = (contactId = hettie.id, isLooked = true): Promise<Output<"crm.profile">> =>
  profiles.handlers["crm.profile"]({ contactId, isLooked }, agent);
async function card(contactId = hettie.id) {
  const [first] = (await look(contactId, false)).cards;
  if (!first) throw new Error("no card");
  return first;
}
async function lookAndWait(contactId = hettie.id) {
  await look(contactId);
  await profiles.idle();
  return card(contactId);
}

describe("what a CRM knows of a contact", () => {
  test("is answered at once, read behind it, and told to the pages", async () => {
    await addTarget();
    const { cards } = await look();
    expect(cards).toMatchObject([{ known: null, readAt: null, isReading: true, standing: "fine" }]);
    await profiles.idle();
    expect(parts.changes).toContainEqual(["profiles"]);
    const now = await card();
    expect(now).toMatchObject({ readAt: parts.clock.now(), isReading: false, standing: "fine", trouble: null });
    expect(now.known).toEqual({
      url: "https://crm.example/#Contact/view/c1",
      ...{ name: "Hettie Marlow", company: "Marlow Ltd" },
      ...{ phones: ["+49 30 5550123"], emails: ["hettie@example.com"] },
      entries: [{ at: 5, title: "Call", text: "Rang", url: null }],
    });
  });

  test("is asked for by what the desk knows of the person", async () => {
    await addTarget();
    await lookAndWait();
    const person = {
      ...{ key: "wr:mastodon:@hettie", name: "Hettie M", handle: "@hettie" },
      ...{ emails: ["hettie@example.com"], phones: [] },
    };
    expect(asked).toEqual([{ record: null, person }]);
  });

  test("is asked for by the record that the outbox knows", async () => {
    const target = await targetRow(await addTarget());
    await parts.store.write((trx) =>
      trx
        .insertInto("crm_contact")
        .values({
          ...{ target_id: target.rowId, contact_key: "wr:mastodon:@hettie", remote_id: "c9", url: null },
          ...{ is_ours: 1, at: 5 },
        })
        .execute(),
    );
    await lookAndWait();
    expect(asked[0]?.record).toEqual({ id: "c9", url: null });
  });

  test("a record that was merged or deleted there is looked for anew", async () => {
    await addTarget();
    await lookAndWait();
    answer = ({ record }) => ({ ok: true, value: record === null ? { ...marlow, name: "New" } : null });
    parts.clock.advance(16 * minute);
    expect((await lookAndWait()).known?.name).toBe("New");
    expect(asked.map(({ record }) => record?.id ?? null)).toEqual([null, "c1", null]);
  });

  test("nobody there is an answer too, and is not asked for at every look", async () => {
    await addTarget();
    answer = () => ({ ok: true, value: null });
    expect(await lookAndWait()).toMatchObject({ known: null, readAt: parts.clock.now(), trouble: null });
    await lookAndWait();
    expect(asked).toHaveLength(1);
  });

  test("is read again after 15 minutes when somebody looks, and not before or by itself", async () => {
    await addTarget();
    await lookAndWait();
    parts.clock.advance(14 * minute);
    await lookAndWait();
    expect(asked).toHaveLength(1);
    parts.clock.advance(2 * minute);
    await look(hettie.id, false);
    await profiles.idle();
    expect(asked).toHaveLength(1);
    await lookAndWait();
    expect(asked).toHaveLength(2);
  });

  test("is read again for a contact that was changed, however young it is", async () => {
    await addTarget();
    await lookAndWait();
    await saveContact(parts, { commandId: parts.commandId(), contact: { id: hettie.id, version: 1 }, fields }, agent);
    await lookAndWait();
    expect(asked.map(({ record }) => record)).toEqual([null, null]);
  });

  test("is read again at once when a person says so", async () => {
    const targetId = await addTarget();
    await lookAndWait();
    await profiles.handlers["crm.readProfile"]({ contactId: hettie.id, targetId }, agent);
    await profiles.idle();
    expect(asked).toHaveLength(2);
  });

  test("one contact at a time is read from a target, each once, whoever was looked at last first", async () => {
    await addTarget();
    const others = [await addContact("A"), await addContact("B"), await addContact("C")];
    const waiting: (() => void)[] = [];
    let most = 0;
    answer = async () => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        most = Math.max(most, waiting.length);
      });
      return { ok: true, value: marlow };
    };
    for (const id of [hettie.id, hettie.id, ...others.map((one) => one.id), hettie.id]) await look(id);
    for (let turn = 0; turn < 4; turn += 1) {
      while (waiting.length === 0) await new Promise(setImmediate);
      waiting.shift()?.();
    }
    await profiles.idle();
    expect(most).toBe(1);
    expect(asked.map(({ person }) => person.name)).toEqual(["Hettie M", "C", "B", "A"]);
  });

  test("a target is asked at most 30 times a minute", async () => {
    await addTarget();
    const ids: string[] = [];
    for (let n = 0; n < 34; n += 1) ids.push((await addContact(`P${n}`)).id);
    for (const id of ids) await lookAndWait(id);
    expect(asked).toHaveLength(30);
    expect((await card(ids[33])).isReading).toBe(true);
    parts.clock.advance(minute);
    await profiles.idle();
    expect(asked).toHaveLength(34);
  });
});

const fields = {
  ...{ name: "Hettie M", kind: "customer", organisation: "", town: "", phones: [] },
  handles: [{ network: "mastodon", handle: "@hettie" }],
  emails: ["hettie@example.com", "h@marlow.example"],
} as const satisfies Record<string, unknown> as unknown as Parameters<typeof saveContact>[1]["fields"];

describe("a CRM in trouble", () => {
  test("keeps what was read, says why in words, and is not asked again before its back-off", async () => {
    await addTarget();
    await lookAndWait();
    const readAt = parts.clock.now();
    parts.clock.advance(16 * minute);
    answer = () => trouble("retry");
    const failed = await lookAndWait();
    expect(failed).toMatchObject({ readAt, standing: "failing", isReading: false, trouble: { code: "crm.fault" } });
    expect(failed.known?.name).toBe("Hettie Marlow");
    expect(failed.nextAt).toBeGreaterThan(parts.clock.now());
    await lookAndWait();
    expect(asked).toHaveLength(2);
    answer = () => ({ ok: true, value: marlow });
    parts.clock.advance((failed.nextAt ?? 0) - parts.clock.now());
    expect(await lookAndWait()).toMatchObject({ standing: "fine", trouble: null, readAt: parts.clock.now() });
  });

  test("is left alone as long as it asked for, by looks at others and by a person too", async () => {
    const targetId = await addTarget();
    const other = await addContact("Other");
    answer = () => trouble("retry", 5 * minute);
    await lookAndWait();
    await lookAndWait(other.id);
    await profiles.handlers["crm.readProfile"]({ contactId: hettie.id, targetId }, agent);
    await profiles.idle();
    expect(asked).toHaveLength(1);
    answer = () => ({ ok: true, value: marlow });
    parts.clock.advance(5 * minute);
    await profiles.idle();
    expect(asked).toHaveLength(3);
  });

  test("is asked ever more seldom while it fails", async () => {
    await addTarget();
    answer = () => trouble("retry");
    const waits: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const { nextAt } = await lookAndWait();
      waits.push((nextAt ?? 0) - parts.clock.now());
      parts.clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([2000, 4000, 8000, 16_000, 32_000, 64_000]);
  });

  test("a refused key stands the target still: nobody asks with it again until a person saves it anew", async () => {
    const targetId = await addTarget();
    answer = () => trouble("auth");
    expect(await lookAndWait()).toMatchObject({ standing: "paused", isReading: false, nextAt: null });
    await lookAndWait((await addContact("Other")).id);
    parts.clock.advance(60 * minute);
    await lookAndWait();
    await expect(profiles.handlers["crm.readProfile"]({ contactId: hettie.id, targetId }, agent)).rejects.toMatchObject(
      { code: "not-found" },
    );
    expect(asked).toHaveLength(1);
    const events = await listEvents(parts.store.read, { subject: { kind: "target", id: targetId }, limit: 10 });
    expect(events.map(({ kind }) => kind)).toContain("target.paused");
    const { version, name, config } = await targetRow(targetId);
    answer = () => ({ ok: true, value: marlow });
    await runEngineAct(parts, { topics: [] }, (act) =>
      saveTarget(act, { id: targetId, version, name, config, enabled: true }),
    );
    expect(await lookAndWait()).toMatchObject({ standing: "fine", known: { name: "Hettie Marlow" } });
  });

  test("offline is no failure: it is tried again when the network is back", async () => {
    await addTarget();
    answer = () => trouble("offline");
    expect(await lookAndWait()).toMatchObject({ standing: "offline" });
    await lookAndWait();
    expect(asked).toHaveLength(1);
    answer = () => ({ ok: true, value: marlow });
    await profiles.networkIsBack();
    expect(await lookAndWait()).toMatchObject({ standing: "fine", known: { name: "Hettie Marlow" } });
  });

  test("a connector that breaks is told in the log, and the next contact is read", async () => {
    await addTarget();
    answer = () => {
      throw new Error("a bug");
    };
    await lookAndWait();
    answer = () => ({ ok: true, value: marlow });
    await lookAndWait((await addContact("Other")).id);
    expect(asked).toHaveLength(2);
    expect(parts.logged.map(({ event }) => event)).toContain("crm.profile_broke");
  });

  test("one CRM that hangs holds up no other", async () => {
    await addTarget("EspoCRM");
    let release = () => {};
    const [first, second] = [new Promise<void>((resolve) => (release = resolve)), Promise.resolve()];
    answer = async () => {
      await (asked.length === 1 ? first : second);
      return { ok: true, value: marlow };
    };
    await look();
    await addTarget("Other CRM", "https://other.example");
    await look();
    while ((await look(hettie.id, false)).cards[1]?.readAt === null) await new Promise(setImmediate);
    expect((await look(hettie.id, false)).cards.map(({ readAt }) => readAt !== null)).toEqual([false, true]);
    release();
    await profiles.idle();
  });
});

describe("reading ahead", () => {
  test("contacts of open cases are read at a gentle pace in the order of the queue, each once a day", async () => {
    await addTarget();
    const sourceRowId = await addSourceRow(parts);
    for (const handle of ["ann", "bea"]) await addStory(parts, { sourceRowId, handle, author: handle });
    profiles.start();
    const names: (readonly (string | null)[])[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      parts.clock.advance(10_000);
      await profiles.idle();
      await new Promise(setImmediate);
      names.push(asked.map(({ person }) => person.name));
    }
    expect(names).toEqual([["ann"], ["ann", "bea"], ["ann", "bea"], ["ann", "bea"]]);
  });

  test("nothing is read ahead while there is no network", async () => {
    await addTarget();
    await addStory(parts, { sourceRowId: await addSourceRow(parts) });
    isOffline = true;
    profiles.start();
    parts.clock.advance(10 * minute);
    await profiles.idle();
    expect(asked).toEqual([]);
  });
});

describe("what was read goes", () => {
  test("with its contact, also when the answer comes after the contact was erased", async () => {
    await addTarget();
    await lookAndWait();
    parts.clock.advance(16 * minute);
    let release = () => {};
    answer = () => new Promise((resolve) => (release = () => resolve({ ok: true, value: marlow })));
    await look();
    while (asked.length < 2) await new Promise(setImmediate);
    const contact = { id: hettie.id, version: 1 };
    await eraseContact(parts, { commandId: parts.commandId(), contact, typed: "Hettie M" }, agent);
    release();
    await profiles.idle();
    expect(await parts.store.read.selectFrom("crm_profile").selectAll().execute()).toEqual([]);
  });

  test("with its target, and when the target becomes another CRM", async () => {
    const targetId = await addTarget();
    await lookAndWait();
    const { version, name, config } = await targetRow(targetId);
    const elsewhere = { ...config, url: "https://new.example" } as CrmTarget["config"];
    await runEngineAct(parts, { topics: [] }, (act) =>
      saveTarget(act, { id: targetId, version, name, config: elsewhere, enabled: true }),
    );
    expect(await card()).toMatchObject({ known: null, readAt: null });
    await lookAndWait();
    expect(asked[1]?.record).toBeNull();
    await runEngineAct(parts, { topics: [] }, (act) => dropTarget(act, { id: targetId, version: version + 1 }));
    expect(await parts.store.read.selectFrom("crm_profile").selectAll().execute()).toEqual([]);
    expect((await look()).cards).toEqual([]);
  });
});

describe("taking over", () => {
  const take = (field: "phone" | "organisation", value: string, targetId: string, version = 1) =>
    profiles.handlers["crm.takeOver"](
      { commandId: parts.commandId(), contact: { id: hettie.id, version }, targetId, field, value },
      agent,
    );

  test("nothing is taken over by itself; one number is, on a click, and can be taken back", async () => {
    const targetId = await addTarget();
    const { differences } = await lookAndWait();
    expect(differences).toEqual([
      { field: "name", theirs: "Hettie Marlow", ours: "Hettie M" },
      { field: "organisation", theirs: "Marlow Ltd", ours: null },
      { field: "phone", theirs: "+49 30 5550123", ours: null },
    ]);
    const before = await showContact(parts.store.read, { id: hettie.id });
    expect([before.name, before.organisation, before.phones]).toEqual(["Hettie M", null, []]);
    const { contact } = await take("phone", "+49 30 5550123", targetId);
    const after = await showContact(parts.store.read, { id: hettie.id });
    expect([after.name, after.organisation, after.phones[0]?.digits]).toEqual(["Hettie M", null, "+49305550123"]);
    expect((await card()).differences.map(({ field }) => field)).toEqual(["name", "organisation"]);
    const was = { ...fields, emails: ["hettie@example.com"] };
    await saveContact(parts, { commandId: parts.commandId(), contact, fields: was }, agent);
    const back = await showContact(parts.store.read, { id: hettie.id });
    expect([back.name, back.organisation, back.phones, back.emails, back.handles]).toEqual([
      ...["Hettie M", null, [], ["hettie@example.com"]],
      [{ network: "mastodon", handle: "@hettie" }],
    ]);
  });

  test("what the CRM did not say is not taken over, nor into a contact that was changed meanwhile", async () => {
    const targetId = await addTarget();
    await lookAndWait();
    await expect(take("phone", "+49 30 666", targetId)).rejects.toMatchObject({ code: "stale" });
    await take("organisation", "Marlow Ltd", targetId);
    await expect(take("phone", "+49 30 5550123", targetId)).rejects.toMatchObject({ code: "stale" });
    expect((await showContact(parts.store.read, { id: hettie.id })).organisation).toBe("Marlow Ltd");
  });

  test("what was taken over asks for no new reading", async () => {
    const targetId = await addTarget();
    await lookAndWait();
    await take("organisation", "Marlow Ltd", targetId);
    await lookAndWait();
    expect(asked).toHaveLength(1);
  });
});
