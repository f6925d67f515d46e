import type { Role } from "../../../src-main/contract/values.ts";
import { useMe } from "../../lib/session.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

const editors = ["corpcomm", "lead", "admin"] as const satisfies readonly Role[];

/** Why the person at the desk may not change scripts (or what only other roles may); undefined when they may. */
export function useMayEdit(roles: readonly Role[] = editors): string | undefined {
  const { t } = useWords();
  const { list } = useFormat();
  const me = useMe();
  if (me?.roles.some((role) => roles.includes(role))) return undefined;
  return t("playbook.onlyRoles", { roles: list(roles.map((role) => t(`role.${role}`))) });
}
