import type { ConnectedAccount, ReplyPublisher, ReplyPublishers } from "../ports/reply-publisher.ts";

/**
 * One request per account at a time, whoever asks: the outbox, a poll and the reading of a thread wait for one another. Servers
 * count requests by account, and two at once can post twice.
 */
export function oneAtATime(publishers: ReplyPublishers): ReplyPublishers {
  const ends = new Map<string, Promise<unknown>>();
  const inTurn =
    <Rest extends readonly unknown[], Result>(ask: (account: ConnectedAccount, ...rest: Rest) => Promise<Result>) =>
    (account: ConnectedAccount, ...rest: Rest): Promise<Result> => {
      const before = ends.get(account.id) ?? Promise.resolve();
      const answer = before.then(() => ask(account, ...rest));
      // A broken one is its asker's to hear of; the next one's turn comes all the same.
      const end = answer.catch(() => {});
      ends.set(account.id, end);
      return answer;
    };
  const queued = (publisher: ReplyPublisher): ReplyPublisher => ({
    ...publisher,
    limits: inTurn(publisher.limits),
    readParent: inTurn(publisher.readParent),
    reconcile: inTurn(publisher.reconcile),
    publish: inTurn(publisher.publish),
    thread: inTurn(publisher.thread),
    mentions: inTurn(publisher.mentions),
    search: inTurn(publisher.search),
  });
  return { bluesky: queued(publishers.bluesky), mastodon: queued(publishers.mastodon) };
}
