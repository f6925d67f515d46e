import { Refusal } from "../contract/refusal.ts";
import type { Call } from "../engine/handlers.ts";
import type { ControlAnswer, ControlRequest } from "./control.ts";
import type { Desk } from "./desk.ts";

/** The command line, for the event log and for access: whoever may read the data folder. */
export const commandLine: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "cli" } };

export type Hello = { readonly workspace: string; readonly pid: number; readonly url: string | null };

/** Does for the command line what it asks of a desk, running or opened for it alone. */
export async function answerControl(desk: Desk, request: ControlRequest): Promise<ControlAnswer> {
  if (request.ask === "call") return desk.dispatch({ method: request.method, input: request.input }, commandLine);
  try {
    return { result: await doAsked(desk, request) };
  } catch (cause) {
    if (cause instanceof Refusal) return { error: { code: cause.code, params: { ...cause.params } } };
    throw cause;
  }
}

async function doAsked(desk: Desk, request: Exclude<ControlRequest, { ask: "call" }>): Promise<unknown> {
  switch (request.ask) {
    case "hello":
      return { workspace: desk.workspace().name, pid: process.pid, url: desk.door.url() } satisfies Hello;
    case "check":
      return desk.check();
    case "backup":
      return { file: await desk.backUp(request.folder) };
    case "code": {
      const { url, code, kind, expiresAt } = await desk.door.issue(request.kind);
      const networks = kind === "display" ? desk.door.networkUrls() : [];
      return { url, code, kind, expiresAt: new Date(expiresAt).toISOString(), networks };
    }
    case "sample":
      return request.act === "load" ? desk.openSample({ anew: true }) : desk.removeSample();
    case "setPin":
      await desk.resetPin(request.name, request.pin);
      return { name: request.name };
  }
}
