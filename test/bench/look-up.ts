import { createCrmProfiles } from "../../src-main/engine/crm/profiles.ts";
import { createLookUp } from "../../src-main/engine/look-up/index.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import type { CrmConnectors } from "../../src-main/ports/crm-connector.ts";
import { defaultSettings, writeSettings } from "../../src-main/engine/store/setting.ts";
import { cpuOf, median, type Ratio } from "./measure.ts";
import { type Bench, openBench } from "./workspace.ts";

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
const keys = 100;
/** The longest that 95 of 100 keys may wait for their answer, in ms (issue: look-up). */
const longestWait = 100;

const firstNames = [
  "Anna",
  "Dorrit",
  "Jürgen",
  "Søren",
  "Maria",
  "Ines",
  "Joss",
  "Ottilie",
  "Beck",
  "Elif",
  "Noah",
  "Mette",
];
const lastNames = ["Hask", "Müller", "Schmidt", "Tarn", "Okoro", "Lindqvist", "Amadi", "Weaver", "Ferreira", "Yilmaz"];
const beginnings = [
  "Al",
  "Ber",
  "Cas",
  "Dun",
  "Er",
  "Fal",
  "Gra",
  "Hol",
  "Ing",
  "Jar",
  "Kes",
  "Lor",
  "Mor",
  "Nor",
  "Os",
];
const ends = [
  "by",
  "dahl",
  "feld",
  "gate",
  "holm",
  "ley",
  "mann",
  "nik",
  "ova",
  "quist",
  "rup",
  "sen",
  "thwaite",
  "ward",
];

/** Somebody with a name, a number, an address and a handle; which, hangs on the number alone. */
function personOf(n: number) {
  const first = firstNames[n % firstNames.length] ?? "";
  const last =
    n % 3 === 0
      ? (lastNames[n % lastNames.length] ?? "")
      : `${beginnings[n % beginnings.length]}${ends[Math.floor(n / 15) % ends.length]}`;
  const plain = `${first}.${last}`
    .normalize("NFKD")
    .replace(/[^\w.]/g, "")
    .toLowerCase();
  return {
    name: `${first} ${last}`,
    digits: `+4930${String((n * 7919) % 100_000_000).padStart(8, "0")}`,
    email: `${plain}${n}@${n % 4 === 0 ? "example.org" : "mail.example.com"}`,
    handle: `@${plain.replace(".", "_")}_${n % 997}`,
  };
}

/** The four ways in which somebody is asked for: digits of a number, a piece of a name, of an address, of a handle. */
const asked = {
  "4 digits": (n: number) =>
    personOf(n)
      .digits.slice(-4 - (n % 5))
      .slice(0, 4),
  "a piece of a name": (n: number) =>
    personOf(n)
      .name.split(" ")
      [n % 2]?.slice(n % 3 === 2 ? 1 : 0, 4 + (n % 3)) ?? "",
  "an address": (n: number) => personOf(n).email.slice(0, 6 + (n % 14)),
  "a handle": (n: number) => personOf(n).handle.slice(0, 5 + (n % 10)),
} as const;

/**
 * How long a key waits for its answer at many contacts: 95 of 100 keys of each way to ask within 100 ms, hits, card and
 * line included, and how that grows from a thousand contacts on.
 */
export async function benchLookUp({
  many,
  few,
}: {
  readonly many: number;
  readonly few: number;
}): Promise<readonly Ratio[]> {
  const small = await openBench();
  const large = await openBench();
  await fill(small, few);
  await fill(large, many);
  const ratios: Ratio[] = [];
  for (const [name, typedOf] of Object.entries(asked)) {
    const [ofFew, ofMany] = [await waits(small, few, typedOf), await waits(large, many, typedOf)];
    const most = { unit: "ms", most: 1 } as const;
    ratios.push(
      {
        name: `key to answer, ${name}, ${many} contacts, p95 / allowed`,
        ours: p95(ofMany),
        reference: longestWait,
        ...most,
      },
      {
        name: `key to answer, ${name}, median of ${many} / of ${few}`,
        ours: median(ofMany),
        reference: median(ofFew),
        unit: "ms",
        most: 20,
      },
    );
  }
  const [ofFew, ofMany] = [await waitsWithCrm(small, few), await waitsWithCrm(large, many)];
  ratios.push(
    {
      name: `key to answer with what the CRM said, ${many} profiles, p95 / allowed`,
      ...{ ours: p95(ofMany), reference: longestWait, unit: "ms", most: 1 },
    },
    {
      name: `what the CRM said, median of ${many} / of ${few}`,
      ...{ ours: median(ofMany), reference: median(ofFew), unit: "ms", most: 20 },
    },
  );
  await small.close();
  await large.close();
  return ratios;
}

async function fill({ parts: { store, clock } }: Bench, count: number): Promise<void> {
  await store.write((trx) => writeSettings(trx, { version: 1, settings: defaultSettings("Europe/Berlin") }));
  const contact = "INSERT INTO contact (id, public_id, name, name_folded, created_at) VALUES (?, ?, ?, ?, ?)";
  const inserts = [
    contact,
    "INSERT INTO contact_phone (contact_id, written, digits) VALUES (?, ?, ?)",
    "INSERT INTO contact_email (contact_id, written, folded) VALUES (?, ?, ?)",
    "INSERT INTO contact_handle (network, handle, contact_id) VALUES ('mastodon', ?, ?) ON CONFLICT DO NOTHING",
  ].map((text) => store.raw.prepare(text));
  const [addContact, addPhone, addEmail, addHandle] = inserts;
  store.raw.transaction(() => {
    for (let n = 1; n <= count; n += 1) {
      const { name, digits, email, handle } = personOf(n);
      addContact?.run(n, `01KA8K3F${String(n).padStart(18, "0")}`, name, name.toLowerCase(), clock.now());
      addPhone?.run(n, digits, digits);
      addEmail?.run(n, email, email);
      addHandle?.run(`${handle}${n}`, n);
    }
  })();
  fillProfiles(store.raw, { count, at: clock.now() });
  // The next transaction brings the index up to date, as after every change.
  await store.write(async () => {});
}

const entriesOf = (n: number) =>
  Array.from({ length: 6 }, (_, at) => ({
    ...{ at: at * 86_400_000, title: `Case ${n}-${at}`, url: `https://crm.example/#Case/view/${n}-${at}` },
    text: "They waited three weeks for their refund and rang twice. ".repeat(4),
  }));

/** What one CRM said of every contact, read a moment ago. */
function fillProfiles(
  database: Bench["parts"]["store"]["raw"],
  { count, at }: { readonly count: number; readonly at: number },
): void {
  const config = JSON.stringify({ kind: "espocrm", url: "https://crm.example", fields: {} });
  database
    .prepare("INSERT INTO crm_target (id, public_id, name, kind, config) VALUES (1, ?, 'EspoCRM', 'espocrm', ?)")
    .run("01KA8K3F000000000000000TRG", config);
  const add = database.prepare(
    "INSERT INTO crm_profile (target_id, contact_id, contact_version, profile, read_at) VALUES (1, ?, 1, ?, ?)",
  );
  database.transaction(() => {
    for (let n = 1; n <= count; n += 1) {
      const { name, digits, email } = personOf(n);
      const record = { id: `c${n}`, url: `https://crm.example/#Contact/view/c${n}` };
      const profile = { record, name, phones: [digits], emails: [email], company: "Marlow Ltd", entries: entriesOf(n) };
      add.run(n, JSON.stringify(profile), at);
    }
  })();
}

/** What it costs in CPU ms to find somebody and to show what the CRM said of the first. */
async function waitsWithCrm({ parts }: Bench, count: number): Promise<readonly number[]> {
  const { "lookUp.find": find } = createLookUp(parts);
  // Nobody is asked: what stands in the cache is all that is shown.
  const connectors = {} as CrmConnectors;
  const network = { state: () => "online" as const, offlineSince: () => null };
  const { "crm.profile": profileOf } = createCrmProfiles(parts, { connectors, network }).handlers;
  const waited: number[] = [];
  for (let key = 0; key < keys; key += 1) {
    const typed = asked["an address"](1 + ((key * 104_729) % count));
    let known = false;
    const microseconds = await cpuOf(async () => {
      const [hit] = (await find({ typed }, call)).hits;
      const { cards } = await profileOf({ contactId: hit?.id ?? "", isLooked: false }, call);
      known = cards[0]?.known?.entries.length === 6;
    });
    if (!known) throw new Error(`nothing was known for ${typed}`);
    waited.push(microseconds / 1000);
  }
  return waited;
}

/** What each key costs in CPU ms: an answer waits for nothing else, so that is its wait on a machine that is free. */
async function waits({ parts }: Bench, count: number, typedOf: (n: number) => string): Promise<readonly number[]> {
  const { "lookUp.find": find } = createLookUp(parts);
  const waited: number[] = [];
  for (let key = 0; key < keys; key += 1) {
    const typed = typedOf(1 + ((key * 104_729) % count));
    let hits = 0;
    waited.push((await cpuOf(async () => (hits = (await find({ typed }, call)).hits.length))) / 1000);
    if (hits === 0) throw new Error(`nobody was found for ${typed}`);
  }
  return waited;
}

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? 0;
}
