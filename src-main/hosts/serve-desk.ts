import { Refusal } from "../contract/refusal.ts";
import type { RefusalBody } from "../contract/refusal.ts";
import { createPairing } from "../engine/people/pairing.ts";
import type { PairingCode } from "../engine/people/pairing.ts";
import { startHttpServer } from "../transport/http.ts";
import type { HttpServer } from "../transport/http.ts";
import { answerControl } from "./answer-control.ts";
import type { Serving } from "./answer-control.ts";
import { startControl } from "./control.ts";
import type { Desk } from "./desk.ts";
import { clock, ids } from "./open-workspace.ts";
import { pageFolder } from "./paths.ts";
import type { Logger } from "../ports/logger.ts";

/** The port that is tried when none is named: the same address each time, so that browsers stay let in. */
export const usualPort = 4780;

export type ServeOptions = {
  readonly desk: Desk;
  readonly log: Logger;
  /** Left out = the usual one, or any free one when that is taken. */
  readonly port?: number | undefined;
  /** A code took the place of one that somebody guessed at. */
  readonly replaced: (code: PairingCode) => void;
};

export type Served = Serving & { readonly close: () => Promise<void> };

/** Serves a desk to browsers of this computer and to the command line. A named port that is taken is thrown as EADDRINUSE. */
export async function serveDesk({ desk, log, port, replaced }: ServeOptions): Promise<Served> {
  const pairing = createPairing({ clock, ids, replaced });
  const pair = async (code: string): Promise<{ readonly token: string } | RefusalBody> => {
    try {
      return { token: await desk.sessions.pair(pairing.redeem(code)) };
    } catch (cause) {
      if (cause instanceof Refusal) return { error: { code: cause.code, params: { ...cause.params } } };
      throw cause;
    }
  };
  const start = (at: number) =>
    startHttpServer({
      ...{ clock, log, pair, page: pageFolder, port: at },
      dispatch: desk.dispatch,
      changes: desk.changes,
      callOf: desk.sessions.callOf,
    });
  const server = await listenSomewhere(start, port);
  const serving: Serving = { url: server.url, pairing };
  const control = await startControl(desk.dataFolder, (request) => answerControl(desk, serving, request));
  return {
    ...serving,
    close: async () => {
      await control?.close();
      await server.close();
    },
  };
}

async function listenSomewhere(
  start: (port: number) => Promise<HttpServer>,
  port: number | undefined,
): Promise<HttpServer> {
  try {
    return await start(port ?? usualPort);
  } catch (cause) {
    if (port !== undefined || !isPortTaken(cause)) throw cause;
    return start(0);
  }
}

export function isPortTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
}
