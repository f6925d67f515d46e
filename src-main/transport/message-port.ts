import type { Change } from "../contract/changes.ts";
import type { RefusalBody } from "../contract/refusal.ts";
import type { Call } from "../engine/handlers.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { Dispatch } from "./dispatch.ts";

/** A two-way line to one page: a port of worker threads, of Electron, or the line to a parent process. */
export type Channel = {
  readonly send: (message: PortMessage) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly onClose: (listener: () => void) => void;
};

export type PortMessage =
  | { readonly id: number; readonly result: unknown }
  | ({ readonly id: number } & RefusalBody)
  | { readonly change: Change };

export type ServeChannelParts = {
  readonly channel: Channel;
  readonly dispatch: Dispatch;
  /** Who sits at the other end, asked anew for each call: people sign in and out. */
  readonly callOf: () => Promise<Call | null>;
  readonly changes: ChangeFeed;
};

/** Answers `{id, method, input}` with `{id, result}` or `{id, error}`, and sends `{change}`. Returns the way to stop. */
export function serveChannel({ channel, dispatch, callOf, changes }: ServeChannelParts): () => void {
  let isOpen = true;
  const forget = changes.onChange((change) => channel.send({ change }));
  const stop = () => {
    isOpen = false;
    forget();
  };
  channel.onClose(stop);
  channel.onMessage((message) => {
    const request = readRequest(message);
    if (!request || !isOpen) return;
    void answer(request).then((reply) => isOpen && channel.send(reply));
  });
  return stop;

  async function answer({ id, method, input }: PortRequest): Promise<PortMessage> {
    try {
      return { id, ...(await dispatch({ method, input }, await callOf())) };
    } catch {
      // Only the look-up of the session can get here, when the engine is being closed.
      return { id, error: { code: "engine-gone", params: {} } };
    }
  }
}

type PortRequest = { readonly id: number; readonly method: unknown; readonly input: unknown };

function readRequest(message: unknown): PortRequest | null {
  if (typeof message !== "object" || message === null || !("id" in message) || !Number.isSafeInteger(message.id))
    return null;
  const { id, method, input } = message as { id: number; method?: unknown; input?: unknown };
  return { id, method, input };
}

/** What ports of worker threads and of Electron's main side have in common. */
export type PortLike = {
  postMessage(message: unknown): void;
  on(event: "message", listener: (message: unknown) => void): unknown;
  on(event: "close", listener: () => void): unknown;
};

/** A port as a channel. `unwrap` takes the message out of what the port's listener is given (Electron: `event.data`). */
export function portChannel(port: PortLike, unwrap: (event: unknown) => unknown = (message) => message): Channel {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => void port.on("message", (event) => listener(unwrap(event))),
    onClose: (listener) => void port.on("close", listener),
  };
}
