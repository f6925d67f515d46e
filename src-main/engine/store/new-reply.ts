import type { Network } from "../../contract/values.ts";
import type { ScriptVariant } from "../../domain/replies/render-script.ts";
import type { Trx } from "./open.ts";

export type NewReply = {
  readonly id: string;
  readonly caseRowId: number;
  readonly cycle: number;
  readonly network: Network;
  readonly account: string;
  readonly parentUrl: string | null;
  readonly placeUrl: string | null;
  readonly handle: string | null;
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
  readonly known: Readonly<Record<string, string>>;
  /** What the script rendered to; null without one. */
  readonly scriptText?: string | null;
  readonly script: { readonly rowId: number; readonly version: number; readonly variant: ScriptVariant } | null;
  readonly at: number;
};

export async function insertReply(trx: Trx, reply: NewReply): Promise<void> {
  await trx
    .insertInto("reply")
    .values({
      public_id: reply.id,
      case_id: reply.caseRowId,
      state: "draft",
      network: reply.network,
      account: reply.account,
      parent_url: reply.parentUrl,
      place_url: reply.placeUrl,
      author_handle: reply.handle,
      text: reply.text,
      fields: JSON.stringify(reply.values),
      known: JSON.stringify(reply.known),
      script_text: reply.scriptText ?? null,
      script_id: reply.script?.rowId ?? null,
      script_version: reply.script?.version ?? null,
      variant: reply.script?.variant ?? null,
      cycle: reply.cycle,
      saved_at: reply.at,
    })
    .execute();
}
