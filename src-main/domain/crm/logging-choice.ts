import type { Bucket } from "../../contract/values.ts";
import type { LoggingChoice, LoggingChoices, LoggedType } from "../../contract/methods/crm-logging.ts";
import type { InteractionType } from "./interaction.ts";

/** What a desk begins with: public answers go by themselves; calls and private contact do in care; the rest is a person's act. */
export const defaultChoices: LoggingChoices = {
  care: row({ reply: "automatic", others: "automatic" }),
  pr: row({ reply: "automatic", others: "by-hand" }),
  unsorted: row({ reply: "by-hand", others: "by-hand" }),
  analytics: row({ reply: "by-hand", others: "never" }),
};

function row({ reply, others }: { readonly reply: LoggingChoice; readonly others: LoggingChoice }) {
  const resolved = others === "never" ? "never" : "by-hand";
  return { reply, resolved, private: others, call: others, email: others, "walk-in": others } as const;
}

/** What happens with an interaction of a bucket. What a person writes down for the CRM is by hand whatever the table says. */
export function choiceOf(choices: LoggingChoices, bucket: Bucket, type: InteractionType): LoggingChoice {
  return type === "by-hand" ? "by-hand" : choices[bucket][type satisfies LoggedType];
}
