import type { Role } from "../../src-main/contract/values.ts";
import { useMe } from "./session.ts";
import { useFormat } from "./use-format.ts";
import { useWords } from "./words.ts";

/** Why the person at the desk may not do something; undefined when they may. */
export function useOffBecause(roles: readonly Role[]): string | undefined {
  const { t } = useWords();
  const { list } = useFormat();
  const me = useMe();
  if (me?.roles.some((role) => roles.includes(role))) return undefined;
  return t("settings.onlyRoles", { roles: list(roles.map((role) => t(`role.${role}`))) });
}
