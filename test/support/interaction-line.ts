import type { Interaction } from "../../src-main/domain/crm/interaction.ts";

const caseId = "01JD0000000000000000000CAS";

/** A public reply to a complaint, as the outbox hands it to a connector. */
export function interactionLine(changed: Partial<Interaction> = {}): Interaction {
  return {
    schema: "watchroom.interaction/1",
    type: "reply",
    key: "wr:inst1:01JD0000000000000000000001",
    occurredAt: "2026-11-17T09:55:00.000Z",
    channel: "mastodon",
    direction: "out",
    contact: {
      key: "wr:mastodon:rita@far.example",
      name: "Rita Grün",
      handle: "rita@far.example",
      emails: ["rita@example.test"],
      phones: ["+4930901820"],
    },
    case: { id: caseId, link: `watchroom://case/${caseId}`, isComplaint: true },
    mention: {
      ...{ id: "01JD0000000000000000000MEN", source: "Mentions on Mastodon", title: null },
      text: 'Still no refund 😡 <b>after</b> "3 weeks" & counting\nÄrgerlich!',
      url: "https://far.example/@rita/1",
      publishedAt: "2026-11-17T09:00:00.000Z",
      ...{ bucket: "care", sentiment: "negative" },
    },
    reply: {
      ...{ text: "We are sorry. 🙏 Your refund left today.", url: "https://our.example/@firm/2", author: "Ann" },
      ...{ approvedBy: ["Cora"], script: "refund v4" },
    },
    note: null,
    outcome: "answered",
    ...changed,
  };
}
