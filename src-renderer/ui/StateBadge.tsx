import type { Badge as State } from "../../src-main/contract/methods/triage.ts";
import { useWords } from "../lib/words.ts";
import { Badge } from "./Badge.tsx";
import type { IconName } from "./Icon.tsx";

const looks = {
  drafting: { icon: "pencil", tone: "plain" },
  awaiting_approval: { icon: "approve", tone: "wait" },
  on_hold: { icon: "pause", tone: "plain" },
  to_post: { icon: "send", tone: "wait" },
  failed: { icon: "stop", tone: "bad" },
  returned: { icon: "undo", tone: "warn" },
  private: { icon: "private", tone: "good" },
} as const satisfies Record<State, { icon: IconName; tone: "plain" | "wait" | "good" | "warn" | "bad" }>;

/** Where the replies of a case stand. */
export function StateBadge({ state }: { state: State }) {
  const { t } = useWords();
  return <Badge {...looks[state]}>{t(`badge.${state}`)}</Badge>;
}
