import { htmlToText } from "../../domain/text/plain-text.ts";
import type { ConnectedAccount, RemotePost } from "../../ports/reply-publisher.ts";
import type { Status } from "./entities.ts";

/** The words of a post as plain text; a content warning stands before them. */
export function textOf({ content, spoiler_text: warning }: Status): string {
  return [warning ?? "", htmlToText(content ?? "")].filter((part) => part.trim() !== "").join("\n\n");
}

export const postedAt = ({ created_at: at }: Status): number => Date.parse(at);

/** Where people see it. */
export function addressOf({ url, uri }: Status): string {
  return url ?? uri;
}

/** A name for a post of which only the server's own id is known, and nothing more can be learnt. */
export function nameOfUnseen({ server }: Pick<ConnectedAccount, "server">, localId: string): string {
  return `${server}/api/v1/statuses/${localId}`;
}

/** "ann" of our own server is "ann@social.example" everywhere else. */
function fullHandle(acct: string, { handle, server }: ConnectedAccount): string {
  if (acct.includes("@")) return acct;
  const host = handle.includes("@") ? handle.slice(handle.indexOf("@") + 1) : new URL(server).host;
  return `${acct}@${host}`;
}

export function remotePostOf(
  status: Status,
  account: ConnectedAccount,
  { parentId, rootId }: { readonly parentId: string | null; readonly rootId: string | null },
): RemotePost {
  const { account: author } = status;
  return {
    id: status.uri,
    localId: status.id,
    url: status.url ?? null,
    parentId,
    rootId,
    author: {
      id: author.uri ?? author.url ?? author.id,
      name: author.display_name?.trim() ? author.display_name.trim() : null,
      handle: fullHandle(author.acct, account),
    },
    text: textOf(status),
    at: postedAt(status),
    lang: status.language?.slice(0, 2).toLowerCase() || null,
  };
}
