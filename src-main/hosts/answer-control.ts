import { Refusal } from "../contract/refusal.ts";
import type { Call } from "../engine/handlers.ts";
import type { Pairing } from "../engine/people/pairing.ts";
import type { ControlAnswer, ControlRequest } from "./control.ts";
import type { Desk } from "./desk.ts";

/** The command line, for the event log and for access: whoever may read the data folder. */
export const commandLine: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "cli" } };

/** Where browsers find this engine; null where it serves none. */
export type Serving = { readonly url: string; readonly pairing: Pairing };

export type Hello = { readonly workspace: string; readonly pid: number; readonly url: string | null };

/** Does for the command line what it asks of a desk, running or opened for it alone. */
export async function answerControl(
  desk: Desk,
  serving: Serving | null,
  request: ControlRequest,
): Promise<ControlAnswer> {
  if (request.ask === "call") return desk.dispatch({ method: request.method, input: request.input }, commandLine);
  try {
    return { result: await doAsked(desk, serving, request) };
  } catch (cause) {
    if (cause instanceof Refusal) return { error: { code: cause.code, params: { ...cause.params } } };
    throw cause;
  }
}

async function doAsked(
  desk: Desk,
  serving: Serving | null,
  request: Exclude<ControlRequest, { ask: "call" }>,
): Promise<unknown> {
  switch (request.ask) {
    case "hello":
      return { workspace: desk.workspace().name, pid: process.pid, url: serving?.url ?? null } satisfies Hello;
    case "check":
      return desk.check();
    case "backup":
      return { file: await desk.backUp(request.folder) };
    case "code": {
      if (!serving) return null;
      const { code, kind, expiresAt } = serving.pairing.issue(request.kind);
      return { url: serving.url, code, kind, expiresAt: new Date(expiresAt).toISOString() };
    }
    case "sample":
      return request.act === "load" ? desk.openSample({ anew: true }) : desk.removeSample();
    case "setPin":
      await desk.resetPin(request.name, request.pin);
      return { name: request.name };
  }
}
