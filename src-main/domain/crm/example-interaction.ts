import type { Said } from "../../contract/values.ts";
import type { Interaction } from "./interaction.ts";

/** A made interaction, for who sets up a CRM before the first real one; its texts are the catalogue's. `at` = ms since 1970. */
export function exampleInteraction({
  at,
  say,
}: {
  readonly at: number;
  readonly say: (said: Said) => string;
}): Interaction {
  const words = (name: string) => say({ code: `crm.example.${name}`, params: {} });
  const handle = "@maren@social.example";
  return {
    schema: "watchroom.interaction/1",
    type: "reply",
    key: "wr:example:01J00000000000000000000000",
    occurredAt: new Date(at).toISOString(),
    channel: "mastodon",
    direction: "out",
    contact: {
      key: `wr:mastodon:${handle}`,
      name: words("name"),
      handle,
      emails: ["maren@mail.example"],
      phones: ["+15550100"],
    },
    case: { id: "01J00000000000000000000001", link: "watchroom://case/01J00000000000000000000001", isComplaint: true },
    mention: {
      id: "01J00000000000000000000002",
      source: "Mastodon",
      title: null,
      text: words("mention"),
      url: "https://social.example/@maren/1",
      publishedAt: new Date(at - 20 * 60_000).toISOString(),
      bucket: "care",
      sentiment: "negative",
    },
    reply: {
      text: words("reply"),
      url: "https://social.example/@firm/2",
      author: words("author"),
      approvedBy: [words("approver")],
      script: null,
    },
    note: null,
    outcome: "answered",
  };
}
