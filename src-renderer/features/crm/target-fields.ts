import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import type { WordKey } from "../../lib/words.ts";

export type TargetKind = CrmTarget["config"]["kind"];
/** In the order in which they are offered: what every firm can use first. */
export const targetKinds = ["webhook", "espocrm", "dolibarr", "hubspot", "pipedrive", "file"] as const;

/** One field of a target's form. `more`: it works without, and stands behind "More choices". */
export type TargetField = {
  readonly name: string;
  readonly says: WordKey;
  readonly help?: WordKey;
  readonly usual?: string;
  readonly options?: readonly { readonly value: string; readonly says: WordKey }[];
  readonly isNumber?: boolean;
  readonly isNeeded?: boolean;
  readonly more?: boolean;
};

const address = (help: WordKey): TargetField => ({ name: "url", says: "crmDesk.url", help, isNeeded: true });

/** What is asked of each kind, in the order of the form. The secret has a field of its own. */
export const targetFields: Readonly<Record<TargetKind, readonly TargetField[]>> = {
  webhook: [address("crmDesk.urlHelp")],
  file: [
    { name: "folder", says: "crmDesk.folder", help: "crmDesk.folderHelp", isNeeded: true },
    {
      ...{ name: "format", says: "crmDesk.format", usual: "ndjson" },
      options: [
        { value: "ndjson", says: "crmDesk.formats.ndjson" },
        { value: "csv", says: "crmDesk.formats.csv" },
        { value: "both", says: "crmDesk.formats.both" },
      ],
    },
    {
      ...{ name: "letters", says: "crmDesk.letters", help: "crmDesk.lettersHelp", usual: "plain", more: true },
      options: [
        { value: "plain", says: "crmDesk.letterForms.plain" },
        { value: "marked", says: "crmDesk.letterForms.marked" },
      ],
    },
  ],
  espocrm: [
    address("crmDesk.field.espocrm.urlHelp"),
    {
      ...{ name: "log", says: "crmDesk.field.espocrm.log", help: "crmDesk.field.espocrm.logHelp", usual: "case" },
      options: [
        { value: "case", says: "crmDesk.field.espocrm.logCase" },
        { value: "call", says: "crmDesk.field.espocrm.logCall" },
      ],
    },
    { name: "userId", says: "crmDesk.field.userId", help: "crmDesk.field.espocrm.userHelp", more: true },
    { name: "keyField", says: "crmDesk.field.keyField", help: "crmDesk.field.espocrm.keyHelp", more: true },
    { name: "handleField", says: "crmDesk.field.handleField", help: "crmDesk.field.espocrm.handleHelp", more: true },
  ],
  dolibarr: [
    address("crmDesk.field.dolibarr.urlHelp"),
    {
      ...{ name: "userId", says: "crmDesk.field.userId", help: "crmDesk.field.dolibarr.userHelp" },
      ...{ isNumber: true, isNeeded: true },
    },
    {
      ...{ name: "ticketType", says: "crmDesk.field.dolibarr.ticketType" },
      ...{ help: "crmDesk.field.dolibarr.ticketHelp", more: true },
    },
    {
      ...{ name: "thirdPartyId", says: "crmDesk.field.dolibarr.thirdParty" },
      ...{ help: "crmDesk.field.dolibarr.thirdPartyHelp", isNumber: true, more: true },
    },
  ],
  hubspot: [
    { name: "portalId", says: "crmDesk.field.hubspot.portal", help: "crmDesk.field.hubspot.portalHelp" },
    {
      ...{ name: "handleProperty", says: "crmDesk.field.hubspot.handle", help: "crmDesk.field.hubspot.handleHelp" },
      usual: "wr_handle",
    },
    {
      name: "pipeline",
      says: "crmDesk.field.hubspot.pipeline",
      help: "crmDesk.field.hubspot.pipelineHelp",
      more: true,
    },
    { name: "stage", says: "crmDesk.field.hubspot.stage", more: true },
    { ...address("crmDesk.urlHelp"), usual: "https://api.hubapi.com", more: true },
    {
      ...{ name: "basePath", says: "crmDesk.field.hubspot.basePath", help: "crmDesk.field.hubspot.basePathHelp" },
      ...{ usual: "/crm/v3", more: true },
    },
  ],
  pipedrive: [
    address("crmDesk.field.pipedrive.urlHelp"),
    {
      ...{ name: "referenceField", says: "crmDesk.field.pipedrive.reference" },
      help: "crmDesk.field.pipedrive.referenceHelp",
    },
    {
      ...{ name: "userId", says: "crmDesk.field.userId", help: "crmDesk.field.pipedrive.userHelp" },
      ...{ isNumber: true, more: true },
    },
    {
      ...{
        name: "activityType",
        says: "crmDesk.field.pipedrive.activity",
        help: "crmDesk.field.pipedrive.activityHelp",
      },
      ...{ usual: "task", more: true },
    },
  ],
};
