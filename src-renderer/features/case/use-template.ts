import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { behindPrefix, cutScript, type Template } from "./script-text.ts";

/**
 * The words that a reply was begun with, in the version that it was begun with: a script that was changed or taken away
 * since does not take its fields from under a draft. Null for own words; undefined while it is on its way.
 */
export function useTemplate(reply: Reply | null, scripts: readonly Script[] | undefined): Template | null | undefined {
  const begun = reply?.script ?? null;
  const living = scripts?.find((one) => one.id === begun?.id && one.version === begun.version);
  const isOlder = begun !== null && scripts !== undefined && living === undefined;
  const asked = { id: begun?.id ?? "", version: begun?.version ?? 0 };
  const { data: older, error } = useEngine("playbook.version", asked, { enabled: isOlder });
  if (!begun || error) return null;
  const script = living ?? older;
  if (!script) return script;
  return behindPrefix(reply?.prefix ?? "", cutScript(script[begun.variant] ?? script.body, script.fields));
}
