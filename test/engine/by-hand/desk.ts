import { onTestFinished } from "vitest";
import { methods } from "../../../src-main/contract/methods.ts";
import type { Input, MethodName, Output } from "../../../src-main/contract/methods.ts";
import type { Call, Handler } from "../../../src-main/engine/handlers.ts";
import { startTestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

/** A desk at Tuesday 10:00 in desk hours with Ann (agent) and Lea (lead), and the whole engine over it. */
export async function startDesk() {
  const parts = await startTestParts();
  const engine = createWholeEngine(parts);
  onTestFinished(async () => {
    await engine.stop();
    await parts.close();
  });
  const ann = await parts.addPerson("Ann Lee", "agent");
  const lea = await parts.addPerson("Lea Orr", "lead");
  /** Calls a method as the transports do; a command id may be given. */
  const call = async <N extends MethodName>(
    name: N,
    input: Omit<Input<N>, "commandId"> & { readonly commandId?: string },
    as: Call = ann,
  ): Promise<Output<N>> => {
    const parsed = methods[name].input.parse({ commandId: parts.commandId(), ...input });
    const answer = await (engine.handlers[name] as unknown as Handler<N>)(parsed as never, as);
    return methods[name].output.parse(answer) as Output<N>;
  };
  const upload = async (bytes: Uint8Array): Promise<string> => {
    const uploadId = parts.commandId();
    for (let part = 0; part * 600_000 < bytes.length; part += 1) {
      const data = Buffer.from(bytes.subarray(part * 600_000, (part + 1) * 600_000)).toString("base64");
      await call("uploads.put", { uploadId, part, data });
    }
    return uploadId;
  };
  return { parts, engine, ann, lea, call, upload };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;

const dumped = [
  ...(["story", "desk_case", "case_cycle", "case_note", "mention", "item", "item_picture"] as const),
  ...(["slot_bucket", "slot_source", "slot_watch", "upload_part"] as const),
] as const;

/** Everything that entering a mention may change; a count of nothing says the same as no count. */
export async function dumpRows({ parts }: Desk): Promise<Readonly<Record<string, readonly object[]>>> {
  const tables = await Promise.all(
    dumped.map(async (table) => {
      const rows: readonly object[] = await parts.store.read.selectFrom(table).selectAll().execute();
      return [
        table,
        rows
          .filter((row) => !("mentions" in row && row.mentions === 0))
          .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => name !== "version"))),
      ] as const;
    }),
  );
  return Object.fromEntries(tables);
}
