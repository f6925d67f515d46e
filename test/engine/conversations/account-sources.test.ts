import { expect, test } from "vitest";
import { updateAccount } from "../../../src-main/engine/store/account.ts";
import { startTalkDesk } from "./talk-desk.ts";

const minute = 60_000;

test("an account that is refused says that it wants a new sign-in, and is not asked in a loop", async () => {
  const desk = await startTalkDesk();
  desk.network.fail({ class: "auth", says: { code: "mastodon.token-refused", params: {} } });
  desk.clock.advance(61_000);
  await desk.poll(desk.listening.id);
  const { state, word, trouble, nextCheckAt } = await desk.row(desk.listening.id);
  expect([state, word, trouble?.code, (nextCheckAt ?? 0) > desk.clock.now() + 10 * minute]).toEqual([
    "retrying",
    { is: "trouble", says: { code: "sourceWord.accountSignIn", params: { trouble: "auth" } } },
    "mastodon.token-refused",
    true,
  ]);
});

test("a limit is kept by the source and by the account, so that what it posts waits as well", async () => {
  const desk = await startTalkDesk();
  desk.network.fail({ class: "limited", says: { code: "mastodon.limited", params: {} }, retryAfterMs: 20 * minute });
  desk.clock.advance(61_000);
  await desk.poll(desk.listening.id);
  const until = desk.clock.now() + 20 * minute;
  const account = await desk.store.read.selectFrom("account").select("wait_until").executeTakeFirst();
  expect([(await desk.row(desk.listening.id)).word, account?.wait_until]).toEqual([{ is: "paused", until }, until]);
});

test("without a network the account is not blamed", async () => {
  const desk = await startTalkDesk();
  desk.network.fail({ class: "offline", says: { code: "fetch.offline", params: {} } });
  desk.clock.advance(61_000);
  await desk.poll(desk.listening.id);
  expect([(await desk.row(desk.listening.id)).failures, desk.intake.network.state()]).toEqual([0, "offline"]);
});

test("taking the account away pauses what listens through it, in words, and asks nobody any more", async () => {
  const desk = await startTalkDesk();
  await desk.store.write((trx) => updateAccount(trx, desk.account.rowId, { removed_at: desk.clock.now() }));
  desk.intake.start();
  await desk.pass(2 * 60 * minute, minute);
  const { state, word } = await desk.row(desk.listening.id);
  expect([state, word, desk.network.asked]).toEqual([
    "gone",
    { is: "trouble", says: { code: "sourceWord.accountRemoved", params: { trouble: "removed" } } },
    [],
  ]);
});

test("what a search finds is matched again, and counts once when it names us too", async () => {
  const desk = await startTalkDesk();
  const source = await desk.intake.handlers["sources.addAccount"](
    { commandId: desk.commandId(), accountId: desk.account.id, words: "ferry" },
    desk.call,
  );
  desk.network.post({ by: "hettie", text: "A ferry for my bath" });
  desk.network.post({ by: "bo", text: "@whimbrel is the ferry late?", names: ["whimbrel"] });
  await desk.poll(source.id);
  await desk.hear();
  expect([(await desk.row(source.id)).items, await desk.mentions()]).toEqual([2, ["@whimbrel is the ferry late?"]]);
});

test("the same words are listened to once, and again after their account was away", async () => {
  const desk = await startTalkDesk();
  const add = () =>
    desk.intake.handlers["sources.addAccount"](
      { commandId: desk.commandId(), accountId: desk.account.id, words: "" },
      desk.call,
    );
  await expect(add()).rejects.toMatchObject({ code: "source-exists" });
  await desk.store.write((trx) =>
    trx.updateTable("source").set({ gone_at: 1, trouble: null }).where("id", "=", desk.listening.rowId).execute(),
  );
  expect(await add()).toMatchObject({ id: desk.listening.id, state: "new" });
});
