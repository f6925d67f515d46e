import english from "../../../resources/checks/en.json" with { type: "json" };
import { CheckLists } from "../../contract/methods/checks.ts";
import { defaultSeverities } from "../../domain/replies/checks/default-severities.ts";

/** What replies are checked against until a desk saves lists of its own. */
export const shippedLists: CheckLists = CheckLists.parse({
  severities: defaultSeverities,
  phrases: english,
  own: { phones: [], emails: [], addresses: [], hosts: [] },
  references: [],
});
