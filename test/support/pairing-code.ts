import { runCli } from "./served-desk.ts";
import type { ServedDesk } from "./served-desk.ts";

/** A fresh code from a running desk: each lets one browser in. */
export async function pairingCode(
  { dataDir }: Pick<ServedDesk, "dataDir">,
  kind: "desk" | "display" = "desk",
): Promise<string> {
  const answer = JSON.parse(await runCli(dataDir, "code", "--kind", kind, "--json")) as { code: string };
  return answer.code;
}
