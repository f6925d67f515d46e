import type { Device } from "../../../src-main/contract/methods/displays.ts";
import { useWords } from "../../lib/words.ts";

/** What a device is called; one without a name is told apart by the end of its id, as in the log. */
export function useDeviceName(): (device: Pick<Device, "id" | "kind" | "name">) => string {
  const { t } = useWords();
  return ({ id, kind, name }) => name ?? t(`displays.unnamed.${kind}`, { id: id.slice(-4) });
}
