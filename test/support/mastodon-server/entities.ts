import type { FakeAccount, FakeNotification, FakePost, ServerState } from "./state.ts";
import { mentionedIn } from "./state.ts";

/** What the documentation calls entities, with the fields that clients read. */
export function accountEntity(state: ServerState, account: FakeAccount): Record<string, unknown> {
  const origin = account.host === null ? state.url : `https://${account.host}`;
  return {
    id: account.id,
    username: account.username,
    acct: account.host === null ? account.username : `${account.username}@${account.host}`,
    display_name: account.displayName,
    locked: false,
    bot: false,
    note: "",
    url: `${origin}/@${account.username}`,
    uri: `${origin}/users/${account.username}`,
    emojis: [],
    fields: [],
  };
}

export function statusEntity(state: ServerState, post: FakePost): Record<string, unknown> {
  return {
    id: post.id,
    created_at: new Date(post.at).toISOString(),
    edited_at: post.editedAt === null ? null : new Date(post.editedAt).toISOString(),
    in_reply_to_id: post.inReplyToId,
    in_reply_to_account_id: post.inReplyToAccountId,
    sensitive: post.spoiler !== "",
    spoiler_text: post.spoiler,
    visibility: post.visibility,
    language: post.language,
    uri: post.uri,
    url: post.url,
    replies_count: state.posts.filter(({ inReplyToId }) => inReplyToId === post.id).length,
    content: toHtml(state, post.text),
    reblog: null,
    account: accountEntity(state, post.author),
    media_attachments: [],
    mentions: mentionedIn(state, post.text).map((account) => {
      const { id, username, acct, url } = accountEntity(state, account);
      return { id, username, acct, url };
    }),
    tags: [],
    emojis: [],
    card: null,
    poll: null,
    ...(post.canReply && {
      interaction_policy: { can_reply: { automatic_approval: post.canReply, manual_approval: [] } },
    }),
  };
}

export function notificationEntity(state: ServerState, { id, type, post }: FakeNotification): Record<string, unknown> {
  const created_at = new Date(post.at).toISOString();
  return { id, type, created_at, account: accountEntity(state, post.author), status: statusEntity(state, post) };
}

/** A context's answers: the whole tree, or only so many levels. */
export function descendantsOf(state: ServerState, id: string, levels: number): readonly FakePost[] {
  if (levels < 1) return [];
  const children = state.posts.filter(({ inReplyToId }) => inReplyToId === id);
  return children.flatMap((child) => [child, ...descendantsOf(state, child.id, levels - 1)]);
}

export function ancestorsOf(state: ServerState, post: FakePost): readonly FakePost[] {
  const parent = state.posts.find(({ id }) => id === post.inReplyToId);
  return parent ? [...ancestorsOf(state, parent), parent] : [];
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Paragraphs, short mentions, links in three parts: as Mastodon writes a post for clients. */
function toHtml(state: ServerState, text: string): string {
  const paragraphs = escaped(text)
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.split("\n").map(lineHtml).join("<br />")}</p>`);
  return paragraphs.join("");

  function lineHtml(line: string): string {
    return line
      .replace(/https?:\/\/[^\s<]+/g, linkHtml)
      .replace(/(?<![\w/@])@(\w[\w.]*)(?:@[\w.:-]+\w)?/g, (whole: string, username: string) =>
        state.accounts.some((account) => account.username === username)
          ? `<span class="h-card" translate="no"><a href="${state.url}/@${username}" class="u-url mention">@<span>${username}</span></a></span>`
          : whole,
      )
      .replace(
        /(?<=^|\s)#(\w+)/g,
        `<a href="${state.url}/tags/$1" class="mention hashtag" rel="tag">#<span>$1</span></a>`,
      );
  }
}

/** The scheme is hidden, 30 characters are shown, the rest is hidden. */
function linkHtml(url: string): string {
  const scheme = /^https?:\/\/(?:www\.)?/.exec(url)?.[0] ?? "";
  const shown = url.slice(scheme.length, scheme.length + 30);
  const rest = url.slice(scheme.length + 30);
  return `<a href="${url}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${scheme}</span><span class="${rest ? "ellipsis" : ""}">${shown}</span><span class="invisible">${rest}</span></a>`;
}
