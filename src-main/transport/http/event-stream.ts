import type { IncomingMessage, ServerResponse } from "node:http";
import type { Change } from "../../contract/changes.ts";
import type { Parts } from "../../engine/parts.ts";
import type { ChangeFeed } from "../change-feed.ts";
import { everyAnswer } from "../../contract/page-files.ts";

const heartbeatMs = 25_000;
/** A page that does not read for so long that this much waits is cut off; it comes back and is told what it missed. */
const mostWaitingBytes = 1_000_000;

export type EventStreams = {
  readonly open: (request: IncomingMessage, response: ServerResponse) => void;
  readonly count: () => number;
  readonly close: () => void;
};

/** Server-Sent Events: each change with its number as id, resumed after a gap by Last-Event-ID, a comment as heartbeat. */
export function createEventStreams({
  changes,
  clock,
}: { readonly changes: ChangeFeed } & Pick<Parts, "clock">): EventStreams {
  const streams = new Set<ServerResponse>();
  let cancelBeat: (() => void) | null = null;

  const send = (response: ServerResponse, text: string) => {
    if (response.writableLength > mostWaitingBytes) response.destroy();
    else response.write(text);
  };
  const forget = changes.onChange((change) => {
    for (const response of streams) send(response, format(change));
  });
  const beat = () => {
    for (const response of streams) send(response, ": still here\n\n");
    cancelBeat = streams.size > 0 ? clock.after(heartbeatMs, beat) : null;
  };

  function open(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { ...everyAnswer, "content-type": "text/event-stream; charset=utf-8" });
    const seen = request.headers["last-event-id"];
    const missed = typeof seen === "string" && /^\d{1,15}$/.test(seen) ? changes.since(Number(seen)) : [];
    // The comment makes browsers call the stream open before the first change.
    response.write(`: open\nretry: 2000\n\n${missed.map(format).join("")}`);
    streams.add(response);
    response.on("close", () => streams.delete(response));
    cancelBeat ??= clock.after(heartbeatMs, beat);
  }

  return {
    open,
    count: () => streams.size,
    close: () => {
      forget();
      cancelBeat?.();
      for (const response of streams) response.end();
    },
  };
}

function format(change: Change): string {
  return `id: ${change.seq}\ndata: ${JSON.stringify(change)}\n\n`;
}
