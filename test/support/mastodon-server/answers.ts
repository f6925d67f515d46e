import type { SeenRequest } from "./switches.ts";
import type { FakeToken, ServerState } from "./state.ts";

export type Answer = {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** One path of the API. `named` are the parts of the path that stand in brackets of the pattern. */
export type Route = {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: RegExp;
  readonly answer: (request: SeenRequest, named: readonly string[]) => Answer | Promise<Answer>;
};

export const json = (value: unknown, status = 200): Answer => ({
  status,
  body: JSON.stringify(value),
  headers: { "content-type": "application/json; charset=utf-8" },
});

export const refused = (status: number, error: string, description?: string): Answer =>
  json({ error, ...(description !== undefined && { error_description: description }) }, status);

export const notFound = (): Answer => refused(404, "Record not found");

export const page = (body: string, status = 200): Answer => ({
  status,
  body: `<!DOCTYPE html><html><body>${body}</body></html>`,
  headers: { "content-type": "text/html; charset=utf-8" },
});

/** Runs with whoever the token belongs to, when its scopes reach that far ("read" holds "read:statuses"); null = any do. */
export function signedIn(
  state: ServerState,
  scope: string | null,
  run: (token: FakeToken, request: SeenRequest, named: readonly string[]) => Answer | Promise<Answer>,
): Route["answer"] {
  return (request, named) => {
    const given = /^Bearer (.+)$/.exec(request.headers["authorization"] ?? "")?.[1];
    const token = state.tokens.find(({ token: known }) => known === given);
    if (!token)
      return state.switches.silentRefusal
        ? { status: 401, body: "" }
        : refused(401, given === undefined ? "This API requires an authenticated user" : "The access token is invalid");
    const isWithin = scope === null || token.scopes.some((held) => held === scope || scope.startsWith(`${held}:`));
    if (!isWithin) return refused(403, "This action is outside the authorized scopes");
    return run(token, request, named);
  };
}
