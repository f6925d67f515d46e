import type { IncomingMessage, ServerResponse } from "node:http";
import type { Change, Topic } from "../../contract/changes.ts";
import type { Parts } from "../../engine/parts.ts";
import type { ChangeFeed } from "../change-feed.ts";
import { everyAnswer } from "../../contract/page-files.ts";

const heartbeatMs = 25_000;
/** A page that does not read for so long that this much waits is cut off; it comes back and is told what it missed. */
const mostWaitingBytes = 1_000_000;

/** What a wall can ask for goes out of date with these. That people, alarms or sources change at all is none of its business. */
const topicsOfDisplays: ReadonlySet<Topic> = new Set(["session", "status", "wallboard", "alarms"]);

export type Listening = { readonly isDisplay: boolean };

export type EventStreams = {
  readonly open: (request: IncomingMessage, response: ServerResponse, listening: Listening) => void;
  readonly count: () => number;
  readonly close: () => void;
};

/** Server-Sent Events: each change with its number as id, resumed after a gap by Last-Event-ID, a comment as heartbeat. */
export function createEventStreams({
  changes,
  clock,
}: { readonly changes: ChangeFeed } & Pick<Parts, "clock">): EventStreams {
  const streams = new Map<ServerResponse, Listening>();
  let cancelBeat: (() => void) | null = null;

  const send = (response: ServerResponse, text: string) => {
    if (response.writableLength > mostWaitingBytes) response.destroy();
    else response.write(text);
  };
  const forget = changes.onChange((change) => {
    for (const [response, listening] of streams) send(response, format(change, listening));
  });
  const beat = () => {
    for (const response of streams.keys()) send(response, ": still here\n\n");
    cancelBeat = streams.size > 0 ? clock.after(heartbeatMs, beat) : null;
  };

  function open(request: IncomingMessage, response: ServerResponse, listening: Listening): void {
    response.writeHead(200, { ...everyAnswer, "content-type": "text/event-stream; charset=utf-8" });
    const seen = request.headers["last-event-id"];
    const missed = typeof seen === "string" && /^\d{1,15}$/.test(seen) ? changes.since(Number(seen)) : [];
    // The comment makes browsers call the stream open before the first change.
    response.write(`: open\nretry: 2000\n\n${missed.map((change) => format(change, listening)).join("")}`);
    streams.set(response, listening);
    response.on("close", () => streams.delete(response));
    cancelBeat ??= clock.after(heartbeatMs, beat);
  }

  return {
    open,
    count: () => streams.size,
    close: () => {
      forget();
      cancelBeat?.();
      for (const response of streams.keys()) response.end();
    },
  };
}

/** A display gets each number too, with nothing in it where need be: it would take a missing one for a gap. */
function format({ seq, topics }: Change, { isDisplay }: Listening): string {
  const told: Change = { seq, topics: isDisplay ? topics.filter((topic) => topicsOfDisplays.has(topic)) : topics };
  return `id: ${seq}\ndata: ${JSON.stringify(told)}\n\n`;
}
