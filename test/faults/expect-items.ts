import { answer } from "../support/fault-server.ts";
import type { FaultDesk, SwitchServer } from "./fault-desk.ts";
import { startFaultDesk, startSwitchServer } from "./fault-desk.ts";

export type StoredItem = {
  readonly key: string;
  readonly title: string | null;
  readonly text: string;
  readonly url: string | null;
  readonly author: string | null;
  readonly published_at: number;
  readonly first_seen_at: number;
  readonly date_guessed: 0 | 1;
  readonly backfill: 0 | 1;
  readonly version: number;
};

export type Served = { readonly desk: FaultDesk; readonly server: SwitchServer; readonly id: string };

/** A desk with a source that serves these bytes from its first look on. */
export async function serveBody(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const desk = await startFaultDesk();
  const server = await startSwitchServer();
  server.behave = (socket) => socket.end(answer(200, { "content-type": "application/rss+xml", ...headers }, body));
  const { id } = await desk.add(`http://broken.example:${server.port}/feed`);
  return { desk, server, id };
}

/** What is stored of a source, the oldest row first. */
export function itemsOf({ desk, id }: Served): Promise<readonly StoredItem[]> {
  return desk.store.read
    .selectFrom("item")
    .innerJoin("source", "source.id", "item.source_id")
    .select([
      "item.key",
      "item.title",
      "item.text",
      "item.url",
      "item.author",
      "item.published_at",
      "item.first_seen_at",
    ])
    .select(["item.date_guessed", "item.backfill", "item.version"])
    .where("source.public_id", "=", id)
    .orderBy("item.id")
    .execute();
}

/** Lets the next look at the source come and end. */
export async function lookAgain({ desk, id }: Served): Promise<void> {
  const before = (await desk.row(id)).lastTryAt;
  await desk.passUntil(id, ({ lastTryAt }) => lastTryAt !== before);
}
