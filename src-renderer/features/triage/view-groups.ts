import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { IconName } from "../../ui/Icon.tsx";

/** The views of every desk, in their order. */
export const viewGroups = [
  {
    title: "triage.queues",
    views: [
      { view: "waiting", icon: "inbox" },
      { view: "unsorted", icon: "unsorted" },
      { view: "mine", icon: "contacts" },
      { view: "care", icon: "care" },
      { view: "pr", icon: "pr" },
      { view: "analytics", icon: "analytics" },
    ],
  },
  {
    title: "triage.closely",
    views: [
      { view: "breaching", icon: "clock" },
      { view: "approval", icon: "approve" },
      { view: "private", icon: "private" },
      { view: "snoozed", icon: "snooze" },
      { view: "resolved", icon: "check" },
    ],
  },
] as const satisfies readonly { title: string; views: readonly { view: TriageView; icon: IconName }[] }[];

export const triageViews: readonly TriageView[] = viewGroups.flatMap((group) => group.views.map(({ view }) => view));
