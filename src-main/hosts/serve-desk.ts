import type { PairingCode } from "../engine/people/pairing.ts";
import { answerControl } from "./answer-control.ts";
import { startControl } from "./control.ts";
import type { Desk } from "./desk.ts";

export type ServeOptions = {
  readonly desk: Desk;
  /** Left out = the usual one, or any free one when that is taken. */
  readonly port?: number | undefined;
  /** A code took the place of one that somebody guessed at. */
  readonly replaced: (code: PairingCode) => void;
};

export type Served = { readonly url: string; readonly close: () => Promise<void> };

/** Serves a desk to browsers of this computer and to the command line. A named port that is taken is thrown as EADDRINUSE. */
export async function serveDesk({ desk, port, replaced }: ServeOptions): Promise<Served> {
  const url = await desk.door.serve({ port, replaced });
  const control = await startControl(desk.dataFolder, (request) => answerControl(desk, request));
  return {
    url,
    close: async () => {
      await control?.close();
    },
  };
}
