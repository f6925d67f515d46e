import type { Call } from "../engine/handlers.ts";
import type { Answer, Request } from "../transport/dispatch.ts";
import { clock } from "./open-workspace.ts";
import type { OpenWorkspace } from "./open-workspace.ts";

/** A workspace in use: it is closed only when the calls that began in it have been answered. */
export type HeldWorkspace = {
  readonly workspace: OpenWorkspace;
  readonly dispatch: (request: Request, call: Call | null) => Promise<Answer>;
  /** No new calls; resolves when the open ones are answered and the files are let go. */
  readonly leave: () => Promise<void>;
};

/** A call that takes longer is broken off; it may itself be waiting for this workspace to be left. */
const longestCallMs = 10_000;

const gone: Answer = { error: { code: "engine-gone", params: {} } };

export function holdWorkspace(workspace: OpenWorkspace): HeldWorkspace {
  let calls = 0;
  let leaving: Promise<void> | null = null;
  let tellIdle = () => {};
  return {
    workspace,
    dispatch: async (request, call) => {
      if (leaving) return gone;
      calls += 1;
      try {
        return await workspace.dispatch(request, call);
      } finally {
        calls -= 1;
        if (calls === 0) tellIdle();
      }
    },
    leave: () => {
      const idle = calls === 0 ? Promise.resolve() : new Promise<void>((resolve) => (tellIdle = resolve));
      const patience = new Promise<void>((resolve) => clock.after(longestCallMs, resolve));
      leaving ??= Promise.race([idle, patience]).then(workspace.close);
      return leaving;
    },
  };
}
