import type { CrmPerson, Interaction } from "../../src-main/domain/crm/interaction.ts";
import type { CrmRecord, CrmTold, CrmTrouble, RecordConnector } from "../../src-main/ports/crm-connector.ts";

// A CRM with records, in memory: what it holds can be read, and what happens to each call can be told beforehand.

export type CrmStep =
  | "findContact"
  | "createContact"
  | "findComplaint"
  | "createComplaint"
  | "findInteraction"
  | "createInteraction"
  | "amendInteraction"
  | "erase";

/**
 * What happens to a call. `lost`: it is done and its answer never comes; `unsent`: it never arrives, and nobody knows;
 * `down`: the server says that it cannot now; `hangs`: it is done, and nothing is ever heard again.
 */
export type CrmFate = "lost" | "unsent" | "down" | "hangs" | CrmTrouble;

export type HeldContact = {
  readonly id: string;
  readonly references: readonly string[];
  readonly emails: readonly string[];
  /** No search finds it, and yet making another of its e-mail is refused with a pointer to it. */
  readonly isHidden?: boolean;
};
export type HeldComplaint = { readonly id: string; readonly caseId: string; readonly contactId: string };
export type HeldInteraction = {
  readonly id: string;
  readonly key: string;
  readonly contactId: string;
  readonly complaintId: string | null;
  readonly line: Interaction;
};

export type FakeCrm = {
  readonly connector: RecordConnector<unknown>;
  readonly contacts: HeldContact[];
  readonly complaints: HeldComplaint[];
  readonly interactions: HeldInteraction[];
  readonly calls: CrmStep[];
  /** The next call of that step meets this. */
  readonly meet: (step: CrmStep, fate: CrmFate) => void;
  /** The next call of that step is done and never answered; fulfilled when it is done. */
  readonly hangAt: (step: CrmStep) => Promise<void>;
  /** Asked at each call that was told nothing beforehand; null = all goes well. */
  fateOf: (step: CrmStep, callNumber: number, key?: string) => CrmFate | null;
  /** How it says that a record is not there. */
  goneSays: CrmTrouble;
};

const urlOf = (what: string, id: string): string => `https://crm.example/${what}/${id}`;
const ok = <Value>(value: Value): CrmTold<Value> => ({ ok: true, value });
const trouble = (kind: CrmTrouble["class"], code: string): CrmTrouble => ({
  class: kind,
  says: { code: `crm.${code}`, params: {} },
});
const reads = new Set<CrmStep>(["findContact", "findComplaint", "findInteraction"]);

export function createFakeCrm({ hasComplaints = true }: { readonly hasComplaints?: boolean } = {}): FakeCrm {
  const planned: { readonly step: CrmStep; readonly fate: CrmFate; readonly met?: () => void }[] = [];
  let made = 0;
  const newId = (): string => `r${(made += 1)}`;

  /** Every call passes here: it meets its fate, or is done. */
  async function call<Value>(step: CrmStep, work: () => CrmTold<Value>, key?: string): Promise<CrmTold<Value>> {
    crm.calls.push(step);
    // Like a real one: nothing is answered in the same turn.
    await new Promise((resolve) => setImmediate(resolve));
    const at = planned.findIndex((one) => one.step === step);
    const plan = at === -1 ? null : planned.splice(at, 1)[0];
    const fate = plan ? plan.fate : crm.fateOf(step, crm.calls.length, key);
    if (fate === null) return work();
    if (fate === "lost" || fate === "hangs") work();
    plan?.met?.();
    if (fate === "hangs") return new Promise<never>(() => {});
    if (typeof fate === "object") return { ok: false, trouble: fate };
    if (fate === "down") return { ok: false, trouble: trouble("retry", "fault") };
    return { ok: false, trouble: trouble(reads.has(step) ? "retry" : "unknown", "no-answer") };
  }

  const recordOf = (what: string, held: { readonly id: string } | undefined): CrmRecord | null =>
    held ? { id: held.id, url: urlOf(what, held.id) } : null;
  const visible = () => crm.contacts.filter(({ isHidden }) => isHidden !== true);
  const find = ({ key, emails }: CrmPerson) =>
    visible().find(({ references }) => references.includes(key)) ??
    visible().find((held) => held.emails.some((email) => emails.includes(email)));
  const isThere = (contact: CrmRecord): boolean => crm.contacts.some(({ id }) => id === contact.id);
  const gone = (): CrmTold<never> => ({ ok: false, trouble: crm.goneSays });

  const connector: RecordConnector<unknown> = {
    findContact: (_config, person) => call("findContact", () => ok(recordOf("contact", find(person)))),
    createContact: (_config, person) =>
      call("createContact", () => {
        const twin = crm.contacts.find(({ emails }) => emails.some((email) => person.emails.includes(email)));
        if (twin) return ok({ id: twin.id, url: urlOf("contact", twin.id), wasThere: true });
        const held = { id: newId(), references: [person.key], emails: person.emails };
        crm.contacts.push(held);
        return ok({ id: held.id, url: urlOf("contact", held.id) });
      }),
    complaints: () => hasComplaints,
    findComplaint: (_config, line) =>
      call("findComplaint", () =>
        ok(
          recordOf(
            "case",
            crm.complaints.find(({ caseId }) => caseId === line.case.id),
          ),
        ),
      ),
    createComplaint: (_config, line, { contact }) =>
      call("createComplaint", () => {
        if (!isThere(contact)) return gone();
        const held = { id: newId(), caseId: line.case.id, contactId: contact.id };
        crm.complaints.push(held);
        return ok({ id: held.id, url: urlOf("case", held.id) });
      }),
    findInteraction: (_config, line) =>
      call("findInteraction", () =>
        ok(
          recordOf(
            "note",
            crm.interactions.find(({ key }) => key === line.key),
          ),
        ),
      ),
    createInteraction: (_config, line, { contact, complaint }) =>
      call(
        "createInteraction",
        () => {
          if (!isThere(contact)) return gone();
          const held = { id: newId(), key: line.key, contactId: contact.id, complaintId: complaint?.id ?? null, line };
          crm.interactions.push(held);
          return ok({ id: held.id, url: urlOf("note", held.id) });
        },
        line.key,
      ),
    amendInteraction: (_config, line, { interaction, contact, complaint }) =>
      call("amendInteraction", () => {
        const at = crm.interactions.findIndex(({ id }) => id === interaction.id);
        if (at === -1 || !isThere(contact)) return gone();
        const about = { contactId: contact.id, complaintId: complaint?.id ?? null };
        crm.interactions[at] = { id: interaction.id, key: line.key, ...about, line };
        return ok(interaction);
      }),
    erase: (_config, records) =>
      call("erase", () => {
        takeOut(crm.interactions, records.interactions);
        takeOut(crm.complaints, records.complaints);
        if (records.contact) takeOut(crm.contacts, [records.contact]);
        return ok({});
      }),
    test: () => Promise.resolve([]),
    preview: () => [],
    usualFields: {},
    readContact: () => Promise.resolve(ok(null)),
  };
  const crm: FakeCrm = {
    connector,
    contacts: [],
    complaints: [],
    interactions: [],
    calls: [],
    meet: (step, fate) => void planned.push({ step, fate }),
    hangAt: (step) => new Promise((met) => void planned.push({ step, fate: "hangs", met })),
    fateOf: () => null,
    goneSays: { class: "permanent", says: { code: "crm.refused", params: { status: 404 } } },
  };
  return crm;
}

function takeOut(held: { readonly id: string }[], records: readonly CrmRecord[]): void {
  for (const { id } of records) {
    const at = held.findIndex((one) => one.id === id);
    if (at !== -1) held.splice(at, 1);
  }
}

/** The negative control: repeats without looking whether it arrived. */
export function withoutSearch(connector: RecordConnector<unknown>): RecordConnector<unknown> {
  const nothing = () => Promise.resolve(ok(null));
  return { ...connector, findContact: nothing, findComplaint: nothing, findInteraction: nothing };
}
