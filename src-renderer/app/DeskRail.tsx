import { useQueryClient } from "@tanstack/react-query";
import type { Session } from "../../src-main/contract/methods/session.ts";
import { finishBeforeLeaving } from "../lib/before-leaving.ts";
import { useMe } from "../lib/session.ts";
import { useCommand, useEngine } from "../lib/use-engine.tsx";
import { useWords } from "../lib/words.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Rail, type RailItem, RailTooltip } from "../ui/Rail.tsx";
import styles from "./DeskRail.module.css";
import { goKeys } from "./go-keys.ts";
import { addressOf, type Route, routes, type ScreenName } from "./routes.tsx";

type DeskRailProps = { current: ScreenName | null; onKeys: () => void; onLookUp: () => void };

/** The rail with this desk's numbers and its person. */
export function DeskRail({ current, onKeys, onLookUp }: DeskRailProps) {
  const { t } = useWords();
  const { data: status } = useEngine("status.get", {});
  const { data: alarms } = useEngine("alarms.list", {});
  const counts: Partial<Record<ScreenName, RailItem["count"]>> = {
    ...(status && {
      triage: { value: status.waiting, says: t("status.waiting", { count: status.waiting }) },
      approvals: { value: status.approvals, says: t("status.approvals", { count: status.approvals }) },
    }),
    ...(alarms && { alarms: { value: alarms.running, says: t("status.alarms", { count: alarms.running }) } }),
  };
  function itemOf(route: Route): RailItem {
    const { name, rail } = route;
    const isCurrent = name === current || (name === "triage" && current === "case");
    return {
      says: t(`screen.${name}`),
      icon: rail?.icon ?? "file",
      keys: goKeys(name),
      href: addressOf(route),
      isCurrent,
      count: counts[name],
    };
  }
  const at = (place: "top" | "bottom") => routes.filter((route) => route.rail?.place === place).map(itemOf);
  const keys: RailItem = { says: t("screen.keys"), icon: "kbd", keys: "?", onClick: onKeys };
  const lookUp: RailItem = { says: t("keys.lookUp"), icon: "search", keys: "Ctrl+Alt+L", onClick: onLookUp };
  return <Rail top={at("top")} bottom={[lookUp, keys, ...at("bottom")]} person={<Me />} />;
}

function Me() {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const signOut = useCommand("session.signOut");
  if (!me) return null;
  const roles = me.roles.map((role) => t(`role.${role}`)).join(", ");
  async function leave(): Promise<void> {
    await finishBeforeLeaving();
    const onSuccess = (session: Session) => {
      client.setQueryData(["session.get", {}], session);
      // What one person was shown must not be found by the next one.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== "session.get" });
    };
    signOut.mutate({}, { onSuccess });
  }
  return (
    <RailTooltip says={`${t("signIn.as", { name: me.name, roles })}. ${t("signIn.out")}`}>
      <button type="button" className={styles["me"]} onClick={() => void leave()}>
        <Avatar person={me} isMe />
        <span className="sr">{t("signIn.out")}</span>
      </button>
    </RailTooltip>
  );
}
