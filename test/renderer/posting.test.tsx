import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { Account } from "../../src-main/contract/methods/accounts.ts";
import type { Reply } from "../../src-main/contract/methods/replies.ts";
import { find, openPage, settle, type, until } from "./support/open-page.tsx";
import { byHand, createReplyDesk, refund, replyOf } from "./support/reply-desk.ts";
import type { ReplyDesk } from "./support/reply-desk.ts";
import { idOf, MINUTE, NOON, sunniva } from "./support/rows.ts";
import { createSettingsDesk } from "./support/settings-desk.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const account: Account = {
  ...{ id: idOf(70), version: 3, kind: "mastodon", network: "forum", name: "Zqours", server: "https://zq.example" },
  ...{ handle: "zqours", limits: null, limitsAt: null, isDefault: true, secret: "kept", paused: null, waitUntil: null },
  ...{ waiting: 0, madeAt: NOON },
};
const connected: Reply["posting"] = {
  ...byHand,
  account: { id: account.id, name: "Zqours", kind: "mastodon", handle: "zqours", isConnected: true },
};
const approval = { by: sunniva, role: "corpcomm", kind: "person", at: NOON - 9 * MINUTE, voidedAt: null } as const;
const approved = (posting: Partial<Reply["posting"]>, change: Partial<Reply> = {}): Reply =>
  replyOf(5, {
    ...{ state: "approved", approvedAt: NOON - 9 * MINUTE, holdUntil: NOON - 4 * MINUTE, approvals: [approval] },
    posting: { ...connected, ...posting },
    ...change,
  });
const composer = () => find('[aria-label="Composer"]').textContent ?? "";
const buttons = (within: string) => [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)];
async function click(says: string, within = "main"): Promise<void> {
  const found = buttons(within).find(
    (one) => one.textContent?.startsWith(says) || one.getAttribute("aria-label") === says,
  );
  if (!found) throw new Error(`no button ${says}: ${document.body.textContent ?? ""}`);
  await act(async () => found.click());
  await settle();
}

async function openCase(reply: Reply): Promise<ReplyDesk> {
  const desk = createReplyDesk({ replies: [reply] });
  const answer = (change: Partial<Reply>) => () => {
    const next = { ...desk.stored(reply.id), ...change, version: reply.version + 1 };
    desk.put(next);
    return next;
  };
  Object.assign(desk.handlers, {
    "accounts.list": () => ({ accounts: [account], keptIn: "keyring" }),
    "publishing.tryNow": answer({}),
    "publishing.takeBack": answer({ state: "draft", posting: connected }),
    "publishing.setAccount": answer({ posting: byHand }),
    "publishing.setClosing": answer({ posting: { ...connected, closesCase: false } }),
  });
  await openPage({ link: desk.link, path: `/case/${idOf(1)}` });
  await until(() => document.querySelector('[aria-label="Composer"]') !== null, "the case is shown");
  await settle();
  return desk;
}

describe("a reply that is posted by itself", () => {
  test("says so during the hold, and asks beforehand whether its case is done with it", async () => {
    const desk = await openCase(approved({}, { holdUntil: Date.now() + 5 * MINUTE }));
    desk.detail = { ...desk.detail, asOf: Date.now() };
    expect(composer()).toContain("as Zqours (@zqours).");
    expect(composer()).not.toContain("copy the text");
    await act(async () => find<HTMLInputElement>('[aria-label="Composer"] input[type=checkbox]').click());
    expect(desk.sent("publishing.setClosing")).toEqual([{ replyId: idOf(5), version: 1, closesCase: false }]);
  });

  test("waits for what is in the way, and is not asked for by hand", async () => {
    await openCase(approved({ trouble: { code: "fetch.offline", params: {} }, nextAt: NOON + MINUTE }));
    expect(composer()).toContain("It is posted as soon as that is possible");
    expect(composer()).toMatch(/Next try (\d+ \w+ )?12:01\./);
    expect(composer()).not.toContain("To post by hand");
  });

  test("cannot be cancelled while it is on its way", async () => {
    await openCase(approved({}, { state: "sending" }));
    expect(composer()).toContain("It cannot be stopped any more.");
    expect(buttons('[aria-label="Composer"] section').map((one) => one.textContent)).toEqual([]);
  });

  test("that failed says why and when it is tried again, and is tried now on request", async () => {
    const failed = { trouble: { code: "fetch.offline", params: {} }, nextAt: NOON + 2 * MINUTE, tries: 3 };
    const desk = await openCase(approved(failed, { state: "failed" }));
    expect(composer()).toMatch(/Next try (\d+ \w+ )?12:02\. Tried 3 times\./);
    await click("Try now");
    expect(desk.sent("publishing.tryNow")).toEqual([{ replyId: idOf(5), version: 1 }]);
  });

  test("that a person must look at gives the reason and the ways on", async () => {
    const trouble = { code: "publishing.parent-changed", params: { text: "Zqchanged" } };
    const desk = await openCase(approved({ trouble }, { state: "needs_person" }));
    expect(composer()).toContain("It says now: “Zqchanged”");
    const ways = buttons('[aria-label="Composer"] section').map((one) => one.textContent);
    expect(ways).toEqual(["Post it by hand", "Back to a draft", "Cancel"]);
    await click("Back to a draft");
    expect(desk.sent("publishing.takeBack")).toEqual([{ replyId: idOf(5), version: 1 }]);
    await until(() => document.querySelector("textarea") !== null, "it is written in again");
  });

  test("that may stand there already is looked for, and posting it by hand warns", async () => {
    const trouble = { code: "publishing.unclear", params: {} };
    await openCase(approved({ trouble, isUnclear: true }, { state: "needs_person" }));
    expect(composer()).toContain("Nobody knows yet whether it is posted");
    expect(composer()).toContain("Look at the account first");
    expect(buttons('[aria-label="Composer"] section').map((one) => one.textContent)).toContain("Look again");
  });
});

test("a draft may be posted with another account, or by hand", async () => {
  const desk = await openCase(replyOf(5, { posting: connected }));
  const choice = find<HTMLSelectElement>('[aria-label="Composer"] select');
  expect([...choice.options].map(({ text }) => text)).toEqual(["Zqours (@zqours)", "By hand"]);
  await act(async () => {
    choice.value = "";
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await settle();
  expect(desk.sent("publishing.setAccount")).toEqual([{ replyId: idOf(5), version: 1, accountId: null }]);
});

describe("a reply that reaches only whom it names", () => {
  const prefix = "@zqann@far.example ";
  const choose = async (id: string) => {
    const choice = find<HTMLSelectElement>('[aria-label="Composer"] select');
    await act(async () => {
      choice.value = id;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await settle();
  };

  test("shows the name before its script's words, and the fields stay where they stand with another account", async () => {
    const script = { ...{ id: refund.id, version: refund.version, name: refund.name }, variant: "body" as const };
    const words = "Zqhello {{zqname}}, the next one is 15:30. Zqbye";
    const text = `${prefix}${words}`;
    const desk = await openCase(replyOf(5, { posting: connected, prefix, script, text, fields: { zqtime: "15:30" } }));
    const paper = () => find('[aria-label="Composer"] [role=group][aria-label="Words of the reply"]');
    expect(paper().textContent).toBe(`${prefix}Zqhello , the next one is  . Zqbye`);
    desk.handlers["publishing.setAccount"] = () => {
      const next = { ...desk.stored(idOf(5)), posting: byHand, prefix: "", text: words, version: 2 };
      desk.put(next);
      return next;
    };
    await choose("");
    expect(paper().textContent).toBe("Zqhello , the next one is  . Zqbye");
    expect(desk.sent("replies.save")).toEqual([]);
  });

  test("is empty as long as it says nothing but the name, and one writes on behind it", async () => {
    await openCase(replyOf(5, { posting: connected, prefix, text: prefix }));
    const area = find<HTMLTextAreaElement>('[aria-label="Composer"] textarea');
    expect([area.value, area.selectionStart]).toEqual([prefix, prefix.length]);
    expect(composer()).toContain("there are no words yet");
    const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
    await act(async () => {
      setValue?.call(area, `${prefix}We are sorry.`);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    });
    expect(composer()).not.toContain("there are no words yet");
  });
});

describe("accounts in the settings", () => {
  async function openAccounts(accounts: Account[], keptIn: "keyring" | "session" = "keyring") {
    const desk = createSettingsDesk();
    Object.assign(desk.handlers, {
      "accounts.list": () => ({ accounts, keptIn }),
      "accounts.signIn": () => ({ account: null, trouble: { code: "bluesky.password-refused", params: {} } }),
      "accounts.disconnect": () => ({ stopped: 1, trouble: null }),
    });
    await openPage({ link: desk.link, path: "/settings?section=accounts" });
    await until(() => (find("main").textContent ?? "").includes("Connect Bluesky"), "the section is shown");
    await settle();
    return desk;
  }
  const main = () => find("main").textContent ?? "";

  test("say where there is no keyring, and what each account needs", async () => {
    const paused = { code: "mastodon.auth", params: { host: "zq.example" } };
    await openAccounts([{ ...account, paused, waiting: 2, secret: "session" }], "session");
    expect(main()).toContain("This computer has no password store that this app can use");
    expect(main()).toContain("Paused: zq.example no longer accepts this account's sign-in.");
    expect(main()).toContain("2 replies wait");
    expect(main()).toContain("Signed in until the app closes");
  });

  test("a refused password is said in the form, and is never shown", async () => {
    const desk = await openAccounts([]);
    await click("Connect Bluesky");
    const fields = [...document.querySelectorAll<HTMLInputElement>("main form input")];
    expect(fields.find(({ autocomplete }) => autocomplete === "new-password")?.type).toBe("password");
    await click("Connect", "main form");
    expect(main()).toContain("Write the handle.");
    const [handle, password] = fields;
    if (!handle || !password) throw new Error("no fields");
    await type(handle, "zq.example");
    await type(password, "zqsecret");
    await click("Connect", "main form");
    expect(desk.sent("accounts.signIn")).toHaveLength(1);
    expect(main()).toContain("The server refuses the app password");
  });

  test("disconnecting tells how many replies then need a person, and asks first", async () => {
    const desk = await openAccounts([{ ...account, waiting: 2 }]);
    await click("Disconnect Zqours");
    expect(main()).toContain("2 replies that wait for it then need a person.");
    expect(desk.sent("accounts.disconnect")).toEqual([]);
    await click("Disconnect");
    expect(desk.sent("accounts.disconnect")).toEqual([{ id: account.id, version: 3 }]);
  });
});
