import type { RefusalBody } from "../../src-main/contract/refusal.ts";
import { EngineError } from "./engine.ts";

export type Reply = { id: number; result: unknown } | ({ id: number } & RefusalBody);
type Waiting = { resolve: (result: unknown) => void; reject: (error: EngineError) => void };
type Call = { method: string; input: unknown };

/** The calls that went through a port and wait for its reply, and those that wait for a port. */
export function createOpenCalls() {
  const sent = new Map<number, Waiting>();
  let unsent: ((port: MessagePort) => void)[] = [];
  let lastId = 0;
  return {
    /** Resolves with the reply; without a port the call is sent when there is one. */
    send(port: MessagePort | null, call: Call): Promise<unknown> {
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        const sendBy = (by: MessagePort) => {
          sent.set(id, { resolve, reject });
          by.postMessage({ id, ...call });
        };
        if (port) sendBy(port);
        else unsent.push(sendBy);
      });
    },
    sendWaiting(port: MessagePort): void {
      for (const sendBy of unsent) sendBy(port);
      unsent = [];
    },
    settle(reply: Reply): void {
      const waiting = sent.get(reply.id);
      sent.delete(reply.id);
      if ("error" in reply) waiting?.reject(new EngineError(reply.error.code, reply.error.params));
      else waiting?.resolve(reply.result);
    },
    /** Nobody replies to what was sent any more. */
    fail(reason: EngineError): void {
      for (const waiting of sent.values()) waiting.reject(reason);
      sent.clear();
    },
  };
}
