import type { CrmTarget } from "../contract/methods/crm.ts";
import type { Said } from "../contract/values.ts";
import type { DeliveryClass } from "../domain/crm/retry.ts";
import type { CrmLine, CrmPerson, Interaction } from "../domain/crm/interaction.ts";

/** Under which name a target's key or token lives in the keyring. A webhook's is `webhookSecretName`. */
export const crmSecretName = (targetId: string): string => `crm:${targetId}`;

export type CrmOutcome = {
  readonly class: DeliveryClass;
  /** Why not, as words; null when it arrived. */
  readonly says: Said | null;
  readonly retryAfterMs?: number;
};

/** Why a CRM did not do what was asked; the classes are those of `domain/crm/retry.ts`. */
export type CrmTrouble = {
  readonly class: Exclude<DeliveryClass, "ok">;
  readonly says: Said;
  readonly retryAfterMs?: number;
};

/** What a server, a disk or a line does is a value, never a throw. */
export type CrmTold<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: CrmTrouble };

/** Takes whole lines and has no records that could be looked up: webhook, file drop. */
export type LineConnector<Config> = {
  /** Delivers one line; the same key twice must leave one line. `isRepeat`: an earlier attempt may have arrived. */
  readonly deliver: (
    config: Config,
    line: CrmLine,
    about: { readonly targetId: string; readonly isRepeat: boolean },
  ) => Promise<CrmOutcome>;
  /** Tries the connection without leaving an interaction behind. */
  readonly test: (config: Config, about: { readonly targetId: string }) => Promise<CrmOutcome>;
};

/** A record in the CRM: its id there and the page that opens it. */
export type CrmRecord = { readonly id: string; readonly url: string | null };

/** One thing that a connection needs, and whether it is there. `warning`: it works without, but worse. */
export type CrmFinding = { readonly state: "ok" | "missing" | "warning" | "unknown"; readonly says: Said };

/** What would be written, field by field, in the CRM's own names and in its order; for the eyes of a person. */
export type CrmPreview = readonly {
  /** A code of the word catalogue: "crm.record.contact", "crm.record.complaint", "crm.record.interaction". */
  readonly record: string;
  readonly fields: readonly { readonly field: string; readonly value: string }[];
}[];

/** What the CRM knows of a contact, newest entries first. Unknown is null. */
export type CrmProfile = {
  readonly record: CrmRecord;
  readonly name: string | null;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly company: string | null;
  readonly entries: readonly {
    readonly at: number;
    readonly title: string;
    readonly text: string | null;
    readonly url: string | null;
  }[];
};

type About = { readonly targetId: string };
/** Where the interaction is filed: its contact, and its complaint where the CRM keeps complaints and this is one. */
export type CrmPlace = { readonly contact: CrmRecord; readonly complaint: CrmRecord | null };

/**
 * A CRM with records. Each step is search before create and can be taken up again: the engine stores the id of every
 * record as soon as it is known, and searches whenever an earlier attempt may have arrived.
 */
export type RecordConnector<Config> = {
  /** By reference, then e-mail, then phone, never by name; null = none. */
  readonly findContact: (config: Config, person: CrmPerson, about: About) => Promise<CrmTold<CrmRecord | null>>;
  /** `wasThere`: the CRM named one that it had already, so it is not ours to erase. */
  readonly createContact: (
    config: Config,
    person: CrmPerson,
    about: About,
  ) => Promise<CrmTold<CrmRecord & { readonly wasThere?: boolean }>>;
  /** Cases or tickets, keyed by `line.case.id`; null = this CRM, or this set-up, has none. */
  readonly complaints: ((config: Config) => boolean) | null;
  readonly findComplaint: (config: Config, line: Interaction, about: About) => Promise<CrmTold<CrmRecord | null>>;
  readonly createComplaint: (
    config: Config,
    line: Interaction,
    about: About & { readonly contact: CrmRecord },
  ) => Promise<CrmTold<CrmRecord>>;
  readonly findInteraction: (
    config: Config,
    line: Interaction,
    about: About & CrmPlace,
  ) => Promise<CrmTold<CrmRecord | null>>;
  readonly createInteraction: (
    config: Config,
    line: Interaction,
    about: About & CrmPlace,
  ) => Promise<CrmTold<CrmRecord>>;
  /** Writes a delivered interaction anew; twice is the same as once. */
  readonly amendInteraction: (
    config: Config,
    line: Interaction,
    about: About & CrmPlace & { readonly interaction: CrmRecord },
  ) => Promise<CrmTold<CrmRecord>>;
  /** Removes what we wrote, and what identifies the person where we made the contact; what is gone already is fine. */
  readonly erase: (
    config: Config,
    records: {
      /** null = the contact was there before us: its owner decides, and is told. */
      readonly contact: CrmRecord | null;
      readonly complaints: readonly CrmRecord[];
      readonly interactions: readonly CrmRecord[];
    },
    about: About,
  ) => Promise<CrmTold<Record<string, never>>>;
  /** Asks for everything that the set-up needs, and writes nothing. */
  readonly test: (config: Config, about: About) => Promise<readonly CrmFinding[]>;
  /**
   * Which of our values can be mapped, as "contact.handle", each with the field it goes to unless the set-up's `fields` say
   * otherwise; null = nowhere.
   */
  readonly usualFields: Readonly<Record<string, string | null>>;
  /** Pure: what `createContact`, `createComplaint` and `createInteraction` would write for this line. */
  readonly preview: (config: Config, line: Interaction) => CrmPreview;
  /** What the CRM knows of a contact, by its record or looked for as `findContact` does; null = nobody. */
  readonly readContact: (
    config: Config,
    who: { readonly record: CrmRecord | null; readonly person: CrmPerson },
    about: About,
  ) => Promise<CrmTold<CrmProfile | null>>;
};

type ConfigOf<Kind extends CrmTarget["config"]["kind"]> = Extract<CrmTarget["config"], { kind: Kind }>;
export type WebhookConfig = ConfigOf<"webhook">;
export type FileDropConfig = ConfigOf<"file">;
export type EspoConfig = ConfigOf<"espocrm">;
export type DolibarrConfig = ConfigOf<"dolibarr">;
export type HubspotConfig = ConfigOf<"hubspot">;
export type PipedriveConfig = ConfigOf<"pipedrive">;

export type LineConnectors = {
  readonly webhook: LineConnector<WebhookConfig>;
  readonly file: LineConnector<FileDropConfig>;
};

export type RecordConnectors = {
  readonly espocrm: RecordConnector<EspoConfig>;
  readonly dolibarr: RecordConnector<DolibarrConfig>;
  readonly hubspot: RecordConnector<HubspotConfig>;
  readonly pipedrive: RecordConnector<PipedriveConfig>;
};

export type CrmConnectors = LineConnectors & RecordConnectors;
