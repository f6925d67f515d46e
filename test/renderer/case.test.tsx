import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { find, openPage, press, settle, until } from "./support/open-page.tsx";
import { createReplyDesk, mention, refund, replyOf, type ReplyDesk } from "./support/reply-desk.ts";
import { idOf, MINUTE, NOON, sunniva } from "./support/rows.ts";
import { findStrays } from "./support/strays.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const page = () => document.body.textContent ?? "";
const composer = () => find('[aria-label="Composer"]').textContent ?? "";
const slot = (name: string) => find<HTMLInputElement>(`input[aria-label^="${name}"]`);
const button = (says: string) => {
  const found = [...document.querySelectorAll("button")].find((one) => one.textContent?.startsWith(says));
  if (!found) throw new Error(`no button says ${says}: ${page()}`);
  return found;
};
const click = (says: string) => act(async () => button(says).click());

/** Types letter by letter, as keys do. */
async function typeInto(field: HTMLInputElement | HTMLTextAreaElement, words: string): Promise<void> {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  const setValue = Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set;
  for (const letter of words) {
    await act(async () => {
      setValue?.call(field, field.value + letter);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

async function openCase(desk: ReplyDesk, query = "") {
  await openPage({ link: desk.link, path: `/case/${idOf(1)}${query}` });
  await until(() => document.querySelector('[aria-label="Composer"]') !== null, "the case is shown");
  return desk;
}

async function openDraft(desk: ReplyDesk = createReplyDesk()) {
  await openCase(desk, "?draft=1");
  await until(() => document.querySelector('[aria-label="Words of the reply"]') !== null, "the draft is shown");
  return desk;
}

describe("writing a reply", () => {
  test("?draft=1 begins the suggested script once and puts the caret into its first empty field", async () => {
    const desk = await openDraft();
    expect(desk.sent("replies.start")).toEqual([{ storyId: idOf(1), scriptId: refund.id, variant: "body" }]);
    expect(document.activeElement).toBe(slot("zqname"));
    expect(location.search).toBe("");
  });

  test("a call begins no public draft, whatever key or address asks for one", async () => {
    const desk = createReplyDesk();
    desk.detail = { ...desk.detail, story: { ...desk.detail.story, network: "phone" } };
    await openCase(desk, "?draft=1");
    await press("r");
    await settle();
    expect(desk.sent("replies.start")).toEqual([]);
  });

  test("while fields are empty the submit says why it is off, and its key does nothing", async () => {
    const desk = await openDraft();
    expect(composer()).toContain("0 of 2 fields");
    expect(composer()).toContain("Submit is off: 2 empty fields.");
    expect(button("Submit for approval").getAttribute("aria-disabled")).toBe("true");
    await press("Enter", { ctrlKey: true });
    await click("Submit for approval");
    expect(desk.sent("replies.submit")).toEqual([]);
  });

  test("fields are filled in the order of the text and Ctrl+Enter submits what stands there, without waiting for a save", async () => {
    const desk = await openDraft();
    await typeInto(slot("zqname"), "Ann");
    await typeInto(slot("zqtime"), "15:30");
    expect(
      [...document.querySelectorAll('[aria-label="Words of the reply"] input')].map((one) =>
        one.getAttribute("aria-label"),
      ),
    ).toEqual(["zqname", "zqtime", "zqextra, may stay empty"]);
    expect(composer()).toContain("2 of 2 fields");
    await press("Enter", { ctrlKey: true });
    await until(() => page().includes("Waits for approval"), "it is submitted");
    // Slow fingers make a save of their own in between; what is submitted builds on the last one.
    const saves = desk.sent("replies.save");
    expect(saves.at(-1)).toEqual({
      ...{ replyId: idOf(161), version: saves.length },
      ...{ fields: { zqname: "Ann", zqtime: "15:30" }, text: null },
    });
    expect(desk.sent("replies.submit")).toEqual([{ replyId: idOf(161), version: saves.length + 1 }]);
    expect(desk.stored(idOf(161)).text).toBe("Zqhello Ann, the next one is 15:30. Zqbye");
  });

  test("no key is lost while saves are slow: each builds on the one before, in order", async () => {
    const desk = await openDraft();
    const release = desk.holdSaves();
    await typeInto(slot("zqname"), "Ann");
    await until(() => desk.sent("replies.save").length === 1, "the first save is on its way");
    await typeInto(slot("zqname"), "abel");
    await typeInto(slot("zqtime"), "15:30");
    expect(composer()).toContain("Not saved yet");
    await act(async () => release());
    await until(() => composer().includes("Saved 12:00:00"), "all is saved");
    expect(desk.sent("replies.save").map((input) => [input["version"], input["fields"]])).toEqual([
      [1, { zqname: "Ann" }],
      [2, { zqname: "Annabel", zqtime: "15:30" }],
    ]);
    expect(slot("zqname").value).toBe("Annabel");
  });

  test("a save whose answer was lost is not taken for somebody else's change", async () => {
    const desk = await openDraft();
    const save = desk.handlers["replies.save"] as unknown as (input: object) => Promise<unknown>;
    const loseAnswer = async (input: object) => {
      await save(input);
      desk.handlers["replies.save"] = save as never;
      throw new EngineError("engine-gone");
    };
    desk.handlers["replies.save"] = loseAnswer as never;
    await typeInto(slot("zqname"), "Ann");
    await until(() => composer().includes("Not saved yet. "), "the answer is lost");
    await typeInto(slot("zqname"), "a");
    await until(() => composer().includes("Saved 12:00:00"), "it goes on");
    expect(desk.stored(idOf(161)).fields).toEqual({ zqname: "Anna" });
  });

  test("when somebody else changed the draft, one's own words stay and one chooses", async () => {
    const desk = await openDraft(createReplyDesk({ replies: [replyOf(5, { text: "Zqmine" })] }));
    desk.put(replyOf(5, { version: 7, text: "Zqtheirs" }));
    await typeInto(find<HTMLTextAreaElement>("textarea"), "!");
    await until(() => page().includes("Somebody else changed this draft"), "the conflict is said");
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("Zqmine!");
    expect(page()).toContain("Zqtheirs");
    await click("Store mine");
    await until(() => composer().includes("Saved 12:00:00"), "it is stored");
    expect(desk.stored(idOf(5)).text).toBe("Zqmine!");
  });

  test("without an engine the words stay, say so, survive a reload and are stored when it is back", async () => {
    const desk = await openDraft(createReplyDesk({ replies: [replyOf(5, { text: "" })] }));
    desk.setState("lost");
    await typeInto(find<HTMLTextAreaElement>("textarea"), "Zqkept");
    await until(() => composer().includes("Not saved yet"), "it says so");
    expect(sessionStorage.length).toBe(1);
    desk.setState("connected");
    await until(() => desk.stored(idOf(5)).text === "Zqkept", "it is stored");
    await until(() => sessionStorage.length === 0, "nothing is kept beside the engine");
  });

  test("words over the network's limit are said in the meter, and stop the submit", async () => {
    await openDraft();
    await typeInto(slot("zqname"), "a".repeat(30));
    expect(composer()).toContain("too many");
    expect(composer()).toContain("characters too many.");
  });

  test("the words of a script can be changed by hand and put back", async () => {
    const desk = await openDraft();
    await typeInto(slot("zqname"), "Ann");
    await click("Change the words");
    await typeInto(find<HTMLTextAreaElement>("textarea"), " Zqmore");
    await until(
      () => desk.sent("replies.save").at(-1)?.["text"] === "Zqhello Ann, the next one is {{zqtime}}. Zqbye Zqmore",
      "free words are saved",
    );
    expect(composer()).toContain("1 empty field.");
    await click("Back to the script");
    expect(slot("zqname").value).toBe("Ann");
  });

  test("; in an empty field opens the scripts; the chosen one takes along what was typed, and can be taken back", async () => {
    const desk = await openDraft();
    await typeInto(slot("zqname"), "Ann");
    slot("zqtime").focus();
    await press(";");
    expect(document.activeElement?.getAttribute("role")).toBe("combobox");
    await press("ArrowDown");
    await press("Enter");
    await until(() => page().includes("Private message"), "the private variant is there");
    expect(desk.stored(idOf(162)).text).toBe("Zqdear Ann");
    expect(desk.stored(idOf(161)).state).toBe("cancelled");
    await press("Escape");
    await act(async () => button("Undo").click());
    await until(() => page().includes("Public on Zqboard"), "the first script is back");
    expect(desk.stored(idOf(163)).fields).toEqual({ zqname: "Ann" });
  });
});

describe("a note of the desk", () => {
  test("M opens a yellow place of its own, and no key there can send anything", async () => {
    const desk = await openDraft();
    await typeInto(slot("zqname"), "Ann");
    await typeInto(slot("zqtime"), "15:30");
    await press("Escape");
    await press("m");
    await typeInto(find<HTMLTextAreaElement>("textarea"), "Zqsecret");
    await press("Enter", { ctrlKey: true });
    await until(() => desk.sent("cases.note").length === 1, "the note is kept");
    await settle();
    expect(desk.sent("cases.note")).toEqual([{ storyId: idOf(1), text: "Zqsecret" }]);
    expect(desk.sent("replies.submit")).toEqual([]);
    expect(JSON.stringify(desk.calls.filter((call) => call.name.startsWith("replies.")))).not.toContain("Zqsecret");
    expect(slot("zqname").value).toBe("Ann");
  });
});

const approval = { by: sunniva, role: "corpcomm", kind: "person", at: NOON - MINUTE, voidedAt: null } as const;
const approved = (change = {}) =>
  replyOf(5, {
    state: "approved",
    approvedAt: NOON - MINUTE,
    holdUntil: Date.now() + 5 * MINUTE,
    approvals: [approval],
    ...change,
  });

describe("a reply on its way", () => {
  test("one changed character shows at once that the approval is void", async () => {
    const desk = createReplyDesk({ replies: [approved()], detail: { asOf: Date.now() } });
    await openCase(desk);
    await until(() => page().includes("Approved by Sunniva Clegg"), "the hold is shown");
    await click("Change the words");
    const release = desk.holdSaves();
    expect(composer()).not.toContain("The words changed after");
    await typeInto(find<HTMLTextAreaElement>("textarea"), ".");
    expect(composer()).toContain("The words changed after Sunniva Clegg approved them");
    await act(async () => release());
    await until(() => desk.stored(idOf(5)).state === "draft", "the engine takes the approval away");
    expect(composer()).toContain("The words changed after Sunniva Clegg approved them");
  });

  test("what waits for approval is opened for a change by R, and changes only with a character", async () => {
    const desk = createReplyDesk({ replies: [replyOf(5, { state: "submitted", submittedAt: NOON })] });
    await openCase(desk);
    await until(() => page().includes("Waits for approval"), "it waits");
    await press("r");
    expect(document.activeElement).toBe(find("textarea"));
    expect(composer()).toContain("Changing a character takes it back from approval.");
    expect(desk.sent("replies.save")).toEqual([]);
    await typeInto(find<HTMLTextAreaElement>("textarea"), "!");
    await until(() => desk.stored(idOf(5)).state === "draft", "it is a draft again");
    expect(desk.stored(idOf(5)).text).toBe("Zqwords!");
  });

  test("the hold counts down and can be cancelled; the words can be taken up again", async () => {
    const desk = createReplyDesk({ replies: [approved()], detail: { asOf: Date.now() } });
    await openCase(desk);
    await until(() => document.querySelector('[role="timer"]') !== null, "the ring is there");
    expect(find('[role="timer"]').textContent).toMatch(/^[45]:\d\d$/);
    await click("Cancel");
    await until(() => page().includes("The last reply was cancelled"), "it is cancelled");
    await click("Begin again with these words");
    await until(() => desk.sent("replies.save").length === 1, "the words are there again");
    expect(desk.sent("replies.save")[0]).toMatchObject({ text: "Zqwords" });
  });

  test("after the hold the approved words are given out, and a link proves that they were posted", async () => {
    const desk = createReplyDesk({ replies: [approved({ holdUntil: NOON - 1 })] });
    await openCase(desk);
    await until(() => page().includes("To post by hand"), "it is to be posted");
    expect(document.querySelector('input[type="url"]')).toBeNull();
    await click("Copy the text");
    await until(() => document.querySelector('input[type="url"]') !== null, "the proof is asked for");
    expect(desk.sent("replies.handOver")).toEqual([{ replyId: idOf(5), version: 1 }]);
    const proof = find<HTMLInputElement>('input[type="url"]');
    await typeInto(proof, "https://elsewhere.example/9");
    await click("It is posted");
    await until(
      () => page().includes("This address is on elsewhere.example"),
      "the wrong host is said beside the field",
    );
    await act(async () => proof.setAttribute("data-seen", "yes"));
    for (let left = proof.value.length; left > 0; left -= 1) await setValue(proof, proof.value.slice(0, -1));
    await typeInto(proof, "https://board.example/9");
    await click("It is posted");
    await until(() => /Posted (\d+ \w+ )?12:00\./.test(composer()), "it is posted");
    expect(desk.sent("replies.prove").at(-1)).toEqual({
      replyId: idOf(5),
      version: 2,
      url: "https://board.example/9",
      resolve: true,
    });
    expect(find<HTMLAnchorElement>('a[href="https://board.example/9"]').rel).toBe("noreferrer");
  });

  test("what belongs elsewhere than at the post itself is posted there", async () => {
    const placeUrl = "https://talk.example/item?id=1";
    await openCase(createReplyDesk({ replies: [approved({ holdUntil: NOON - 1, placeUrl })] }));
    await until(() => page().includes("To post by hand"), "it is to be posted");
    const links = [...document.querySelectorAll<HTMLAnchorElement>('[aria-label="Composer"] a')];
    expect(links.map((one) => [one.textContent, one.href])).toEqual([["Open the place to answer", placeUrl]]);
  });

  test("comments on sentences stand beside the draft that went back, and can be settled there", async () => {
    const desk = createReplyDesk({ replies: [replyOf(5)] });
    const comment = {
      id: idOf(92),
      by: sunniva,
      at: NOON,
      text: "Zqwarmer",
      quote: "Zqwords",
      sentence: 0,
      resolved: null,
    };
    desk.reviews.set(idOf(5), { comments: [comment] });
    await openCase(desk);
    await until(() => page().includes("Zqwarmer"), "the comment is there");
    await act(async () => button("Settled").click());
    expect(desk.sent("replies.settleComment")).toEqual([{ replyId: idOf(5), commentId: comment.id, resolved: true }]);
    expect(desk.stored(idOf(5)).text).toBe("Zqwords");
  });

  test("a returned draft says who sent it back and why", async () => {
    await openCase(
      createReplyDesk({
        replies: [
          replyOf(5, {
            state: "returned",
            returned: { by: sunniva, at: NOON, reason: "Zqreason", reasons: ["tone"], isForAnother: false },
          }),
        ],
      }),
    );
    await until(
      () => /Sunniva Clegg sent it back at .*12:00: The tone does not fit: Zqreason/.test(page()),
      "the reason is there",
    );
    expect(button("Submit for approval").getAttribute("aria-disabled")).toBeNull();
  });
});

async function setValue(field: HTMLInputElement, value: string): Promise<void> {
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

describe("what was said", () => {
  test("a post is shown as text whatever it holds, and only web addresses become links", async () => {
    const evil = {
      ...mention,
      text: "<img src=x onerror=alert(1)><b>Zqbold</b>",
      marks: [],
      url: "javascript:alert(1)",
    };
    const desk = createReplyDesk({ detail: { mentions: [evil] } });
    desk.detail = { ...desk.detail, story: { ...desk.detail.story, url: "javascript:alert(1)" } };
    await openCase(desk);
    expect(page()).toContain("<img src=x onerror=alert(1)><b>Zqbold</b>");
    expect(document.querySelector("article img, article b b")).toBeNull();
    expect(document.querySelector('a[href^="javascript"]')).toBeNull();
  });

  test("tags, files and the place to answer are words and links, and nothing of them is loaded", async () => {
    const file = {
      url: "https://files.example/pod/7.mp3",
      type: "audio/mpeg",
      length: 1_240_000,
      title: null,
      alt: null,
    };
    const facts = {
      categories: ["Zqferry", "Zqquay"],
      enclosures: [
        file,
        { ...file, url: "https://files.example/1", type: "image", length: null, title: "Zqdeck", alt: "Zqa boat" },
        { ...file, url: "javascript:alert(1)", type: null, title: "Zqtrap" },
      ],
      replyUrl: "https://talk.example/item?id=1",
    };
    await openCase(createReplyDesk({ detail: { mentions: [{ ...mention, ...facts }] } }));
    expect(find("article").textContent).toContain("Tagged Zqferry and Zqquay");
    expect([...find('[aria-label="Files of the post"]').children].map((one) => one.textContent)).toEqual([
      "7.mp3 sound, 1.2 MB",
      "Zqdeck pictureIt shows: Zqa boat",
      " file, 1.2 MB",
    ]);
    expect(find<HTMLAnchorElement>('a[href="https://talk.example/item?id=1"]').textContent).toBe(
      "Answer at talk.example",
    );
    expect(
      [...document.querySelectorAll<HTMLAnchorElement>("article a")].every((one) => one.rel === "noreferrer"),
    ).toBe(true);
    expect(document.querySelector("article img, article audio, article video, a[href^=javascript]")).toBeNull();
  });

  test("versions show what was changed", async () => {
    const versions = [
      { title: null, text: "Zqone stays", seenAt: NOON },
      { title: null, text: "Zqtwo stays", seenAt: NOON + MINUTE },
    ];
    await openCase(createReplyDesk({ detail: { mentions: [{ ...mention, versions }] } }));
    await click("Versions 2");
    expect(find("ins").textContent).toBe("Zqtwo");
    expect(find("del").textContent).toBe("Zqone");
  });

  test("the clock strip says that the deadline cannot be met any more", async () => {
    await openCase(createReplyDesk());
    expect(find('[aria-label="Clock of the answer"]').textContent).toMatch(/12:01Due, earliest is .*12:06/);
  });
});

describe("the case as a screen", () => {
  test("opening is told to the engine once, and focused work is measured", async () => {
    const desk = await openCase(createReplyDesk());
    await press("Shift");
    await act(async () => void window.dispatchEvent(new Event("pagehide")));
    expect(desk.sent("cases.open")).toEqual([{ storyId: idOf(1) }]);
    expect(desk.sent("cases.activity")).toHaveLength(1);
  });

  test("an act right after the case was opened waits for that, and is not refused for it", async () => {
    const desk = createReplyDesk();
    const { promise, resolve } = Promise.withResolvers<{ version: number }>();
    desk.handlers["cases.open"] = (() => promise) as never;
    await openCase(desk);
    await click("Neutral");
    expect(desk.sent("triage.correctSentiment")).toEqual([]);
    await act(async () => resolve({ version: desk.detail.story.version + 1 }));
    await until(() => desk.sent("triage.correctSentiment").length === 1, "it is sent");
    expect(desk.sent("triage.correctSentiment")).toMatchObject([
      { stories: [{ version: desk.detail.story.version + 1 }] },
    ]);
  });

  test("a case that is not there says so and offers to try again", async () => {
    const desk = createReplyDesk();
    delete desk.handlers["cases.get"];
    await openPage({ link: desk.link, path: `/case/${idOf(1)}` });
    await until(() => page().includes("This page is older than the desk"), "the reason is said");
    expect(button("Try again")).toBeTruthy();
  });

  test("every word comes from the catalogue", async () => {
    const desk = createReplyDesk({
      detail: {
        contact: {
          ...{ id: idOf(200), name: "Zqauthor1", kind: "customer", organisation: null },
          ...{
            handles: [{ network: "forum", handle: "zqhandle" }],
            phones: [],
            emails: [],
            maybeSame: [],
            history: [],
          },
        },
      },
    });
    await openPage({ link: desk.link, path: `/case/${idOf(1)}?draft=1`, language: "pseudo" });
    await until(() => document.querySelector("input") !== null, "the draft is shown");
    expect(
      findStrays(document.body, [
        /Zq\w+/,
        /zq\w+/,
        "late",
        "again",
        /\d+ [A-Z][a-z]{2}( \d{4})? \d\d:\d\d/,
        "the next one is",
        /Sunniva( Clegg)?/,
        "SC",
        "Mirela",
        "board.example",
        /\b[vV]\d/,
        /^Z$/,
      ]),
    ).toEqual([]);
  });
});
