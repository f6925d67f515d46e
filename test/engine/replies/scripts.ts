import type { ScriptContent } from "../../../src-main/engine/store/script.ts";

/** Free words in it: a person approves each reply. */
export const refund: ScriptContent = {
  key: "refund",
  name: "Refund",
  mentionType: "Refund",
  whenToUse: "Money back after a cancelled sailing.",
  department: "Contact centre",
  bucket: "care",
  ...{ language: null, networks: [], synonyms: [] },
  body: "Hello {{first name}}, your refund comes from {{who}}. {{your name}}",
  privateVariant: null,
  holding: null,
  fields: [
    { name: "first name", required: true, kind: "firstName", suggestFrom: "contact.firstName", usedIn: ["body"] },
    { name: "who", required: true, kind: "text", usedIn: ["body"] },
    { name: "your name", required: true, kind: "firstName", suggestFrom: "person.firstName", usedIn: ["body"] },
  ],
  approval: { approvers: 1, by: ["corpcomm"] },
};

/** Closed kinds of fields only: what keeps to it is approved with it. */
export const template: ScriptContent = {
  ...refund,
  key: "move-to-private",
  name: "Move to private",
  body: "Hello {{first name}}, please write to {{channel}}.",
  fields: [
    { name: "first name", required: true, kind: "firstName", usedIn: ["body"] },
    { name: "channel", required: true, kind: "link", usedIn: ["body"] },
  ],
  approval: { approvers: 0, by: [] },
};
