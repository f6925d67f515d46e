import type { Correction, Erasure, Interaction } from "../../src-main/domain/crm/interaction.ts";

/** A logged interaction with every field filled; a test names what matters to it. */
export function interactionOf(given: Partial<Interaction> = {}): Interaction {
  return {
    schema: "watchroom.interaction/1",
    type: "reply",
    key: "wr:desk:01JCRM0000000000000000001A",
    occurredAt: "2026-11-21T14:05:00.000Z",
    channel: "mastodon",
    direction: "out",
    contact: {
      key: "wr:mastodon:@hettie@murmur.example",
      name: "Hettie Blue",
      handle: "@hettie@murmur.example",
      emails: ["hettie@example.org"],
      phones: ["+4930123456"],
    },
    case: { id: "01JCASE000000000000000001A", link: "watchroom://case/01JCASE000000000000000001A", isComplaint: true },
    mention: {
      id: "01JMENT000000000000000001A",
      source: "Murmur",
      title: null,
      text: "My parcel has not arrived.\nWhere is it?",
      url: "https://murmur.example/@hettie/111",
      publishedAt: "2026-11-21T13:40:00.000Z",
      bucket: "care",
      sentiment: "negative",
    },
    reply: {
      text: "We are sorry. It leaves today.",
      url: "https://murmur.example/@whimbrel/112",
      author: "Ann",
      approvedBy: ["Bea"],
      script: "Late parcel",
    },
    note: null,
    outcome: "replied",
    ...given,
  };
}

export function correctionOf(given: Partial<Correction> = {}): Correction {
  return {
    schema: "watchroom.correction/1",
    key: "wr:desk:01JCRM0000000000000000002B",
    occurredAt: "2026-11-21T15:00:00.000Z",
    contact: interactionOf().contact,
    because: "proof_changed",
    interaction: interactionOf({ outcome: "resolved" }),
    ...given,
  };
}

export function erasureOf(given: Partial<Erasure> = {}): Erasure {
  return {
    schema: "watchroom.erasure/1",
    key: "wr:desk:01JCRM0000000000000000003C",
    occurredAt: "2026-11-21T16:00:00.000Z",
    contact: { key: interactionOf().contact.key },
    erases: [interactionOf().key, correctionOf().key],
    ...given,
  };
}
