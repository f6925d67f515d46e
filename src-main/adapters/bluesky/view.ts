import type { ConnectedAccount } from "../../ports/reply-publisher.ts";
import type { SessionAnswer, Sessions } from "./sessions.ts";
import { says } from "./trouble.ts";
import type { XrpcCall } from "./xrpc.ts";

/**
 * Asks what only the network as a whole knows (`app.bsky.*`): the account's server passes it on to the AppView that its
 * operator chose, so no proxy header is sent. A server without one answers `shut` with a permanent trouble.
 * Source: docs.bsky.app/docs/advanced-guides/api-directory.
 */
export async function askView(sessions: Sessions, account: ConnectedAccount, call: XrpcCall): Promise<SessionAnswer> {
  const answer = await sessions.ask(account, call);
  if (answer.kind === "good") await sessions.noteView(account);
  if (answer.kind !== "refused" || !speaksOfNoView(answer)) return answer;
  // One that has answered before is only away.
  const isAway = answer.status === 502 && (await sessions.hasView(account));
  return isAway ? answer : { kind: "shut", trouble: { class: "permanent", says: says("no-view") } };
}

/** Passed on to nobody (502), not known (501, 404), not configured (400), or wanting a login that we have (401). */
function speaksOfNoView({ status, error, message }: Extract<SessionAnswer, { kind: "refused" }>): boolean {
  if (status === 502) return error === "UpstreamFailure";
  if (status === 501 || status === 404 || status === 401) return true;
  return /no service configured|could not resolve proxy/i.test(message);
}
