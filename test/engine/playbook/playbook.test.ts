import { describe, expect, test } from "vitest";
import { rejoinStory } from "../../../src-main/engine/cases/queue-story.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { readSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import type { ScriptContent } from "../../../src-main/engine/store/script.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startDesk } from "../by-hand/desk.ts";
import { refund, template } from "../replies/scripts.ts";

async function startPlaybook() {
  const desk = await startDesk();
  const ines = await desk.parts.addPerson("Ines Thorn", "agent", "corpcomm");
  const mira = await desk.parts.addPerson("Mira Falk", "corpcomm", "lead");
  const save = (script: ScriptContent, as: Call = ines) => desk.call("playbook.save", { script }, as);
  const kinds = async () => (await listEvents(desk.parts.store.read, { limit: 1000 })).map(({ kind }) => kind);
  return { ...desk, ines, mira, save, kinds };
}
type Playbook = Awaited<ReturnType<typeof startPlaybook>>;

describe("versions of a script", () => {
  test("every version stays with who, when and what; an earlier one comes back as a new one", async () => {
    const { call, save, parts, ines, mira, kinds } = await startPlaybook();
    const first = await save(refund);
    parts.clock.advance(60_000);
    const script = { ...refund, body: "Hello {{first name}}. {{who}} {{your name}}" };
    await call("playbook.save", { id: first.id, version: 1, script }, mira);
    parts.clock.advance(60_000);
    const back = await call("playbook.bringBack", { id: first.id, version: 2, from: 1 }, ines);
    expect([back.version, back.body, back.templateApproval]).toEqual([3, refund.body, null]);
    const versions = await call("playbook.versions", { id: first.id });
    expect(versions.map((one) => [one.version, one.savedBy?.name, one.broughtFrom, one.content.body])).toEqual([
      [3, "Ines Thorn", 1, refund.body],
      [2, "Mira Falk", null, script.body],
      [1, "Ines Thorn", null, refund.body],
    ]);
    expect(versions.map(({ savedAt }) => savedAt)).toEqual([0, 60_000, 120_000].map((ago) => parts.clock.now() - ago));
    expect((await kinds()).slice(-1)).toEqual(["script.brought_back"]);
    const stale = call("playbook.bringBack", { id: first.id, version: 2, from: 1 }, ines);
    await expect(stale).rejects.toMatchObject({ code: "stale", params: { version: 3 } });
  });

  test("a draft keeps the version that it was begun with, also when its script is taken out of use", async () => {
    const { call, save, parts, ines } = await startPlaybook();
    const { storyId } = await addStory(parts, { sourceRowId: await addSourceRow(parts) });
    const saved = await save(refund);
    const reply = await call("replies.start", { storyId, scriptId: saved.id }, ines);
    await call("playbook.save", { id: saved.id, version: 1, script: { ...refund, body: "New {{who}}" } }, ines);
    await call("playbook.remove", { id: saved.id, version: 2 }, ines);
    expect((await call("playbook.version", { id: saved.id, version: 1 })).body).toBe(refund.body);
    const fields = { ...reply.fields, who: "the counter" };
    const typed = await call("replies.save", { replyId: reply.id, version: reply.version, fields, text: null }, ines);
    expect([typed.script?.version, typed.text]).toEqual([1, "Hello Dorrit, your refund comes from the counter. Ines"]);
  });

  test("a removed script is gone from the list and the picker, and comes back approved as it was", async () => {
    const { call, save, ines, mira } = await startPlaybook();
    const { id } = await save(template);
    await call("playbook.approveTemplate", { id, version: 1 }, mira);
    await call("playbook.remove", { id, version: 1 }, ines);
    expect(await call("playbook.list", {})).toEqual([]);
    expect((await call("playbook.removed", {})).map((one) => one.name)).toEqual([template.name]);
    const other = await save(template);
    const taken = call("playbook.restore", { id }, ines);
    await expect(taken).rejects.toMatchObject({ code: "name-taken" });
    await call("playbook.remove", { id: other.id, version: 1 }, ines);
    expect((await call("playbook.restore", { id }, ines)).templateApproval?.by.name).toBe("Mira Falk");
  });

  test("words with a field that nobody declared, or one declared twice, are refused", async () => {
    const { save } = await startPlaybook();
    await expect(save({ ...refund, body: "{{nobody}}" })).rejects.toMatchObject({ params: { what: "nobody" } });
    const twice = { ...refund, fields: [...refund.fields, ...refund.fields.slice(0, 1)] };
    await expect(save(twice)).rejects.toMatchObject({ params: { what: "first name" } });
  });
});

describe("what the desk fills in by itself", () => {
  const known: ScriptContent = {
    ...template,
    language: "en",
    body: "{{name}} {{handle}} {{firm}} {{reference}} {{today}} {{promised}}. {{you}}",
    fields: [
      ...(["name", "you"] as const).map((name) => ({
        ...{ name, required: true, kind: "firstName" as const, usedIn: ["body"], fallback: "friend" },
        suggestFrom: name === "you" ? "person.firstName" : "contact.firstName",
      })),
      ...[
        ["handle", "contact.handle"],
        ["firm", "firm.name"],
        ["reference", "case.reference"],
        ["promised", "case.promised"],
      ].map(([name = "", suggestFrom = ""]) => ({
        ...{ name, required: name !== "promised", kind: "known" as const, suggestFrom, usedIn: ["body"] },
      })),
      { name: "today", required: true, kind: "date", suggestFrom: "today.date", usedIn: ["body"] },
    ],
  };
  async function begun({ author = "Dorrit Hask" as string | null } = {}) {
    const desk = await startPlaybook();
    await desk.parts.store.write(async (trx) => {
      const { settings, version } = await readSettings(trx);
      const brand = { ...settings.brand, names: ["Whimbrel Ferries"] };
      await writeSettings(trx, { version: version + 1, settings: { ...settings, brand } });
    });
    const { id } = await desk.save(known);
    await desk.call("playbook.approveTemplate", { id, version: 1 }, desk.mira);
    const { storyId } = await addStory(desk.parts, { sourceRowId: await addSourceRow(desk.parts), author });
    const reply = await desk.call("replies.start", { storyId, scriptId: id }, desk.ines);
    return { ...desk, storyId, reply };
  }
  async function submitted({ call, ines, reply }: Awaited<ReturnType<typeof begun>>, fields: Record<string, string>) {
    const at = { replyId: reply.id, version: reply.version };
    const saved = await call("replies.save", { ...at, fields: { ...reply.fields, ...fields }, text: null }, ines);
    const sent = await call("replies.submit", { replyId: reply.id, version: saved.version }, ines);
    return sent.approvals.map(({ kind }) => kind);
  }

  test("contact, writer, firm, case and day stand in the draft, and an approved template covers them", async () => {
    const desk = await begun();
    expect(desk.reply.text).toMatch(
      /^Dorrit dorrit_h Whimbrel Ferries [0-9A-Z]{8} \d{1,2} \p{Lu}\p{Ll}+ \d{4}\. Ines$/u,
    );
    expect(await submitted(desk, {})).toEqual(["template"]);
  });
  test("other words in the place of what the desk knows need a person", async () => {
    const desk = await begun();
    expect(await submitted(desk, { firm: "Whimbrel Ferries, who lie" })).toEqual([]);
  });
  test("what the last reply had in a field of dates is no promise where it is no date: nobody approved it as such", async () => {
    const desk = await begun();
    const promise = async (today: string) => {
      await desk.parts.store.write((trx) =>
        trx
          .updateTable("reply")
          .set({ state: "sent", sent_at: 1, text: "Other words.", fields: JSON.stringify({ today }) })
          .where("public_id", "=", desk.reply.id)
          .execute(),
      );
      const { script } = desk.reply;
      const input = { storyId: desk.storyId, scriptId: script?.id ?? null };
      return (await desk.call("replies.start", input, desk.ines)).fields["promised"];
    };
    expect(await promise("we pay for everything")).toBeUndefined();
    expect(await promise("24 November 2026")).toBe("24 November 2026");
  });
  test("an empty field says its fallback, which the template's approval covers", async () => {
    const desk = await begun({ author: null });
    expect(desk.reply.text).toMatch(/^friend /);
    expect(desk.reply.emptyFields).toEqual([]);
    expect(await submitted(desk, { name: "" })).toEqual(["template"]);
  });
});

describe("the picker", () => {
  const scripts: readonly ScriptContent[] = [
    { ...refund, key: "general", name: "General answer", mentionType: "", bucket: "pr", department: null },
    { ...refund, key: "german", name: "Erstattung", mentionType: "", language: "de", body: "{{who}}" },
    { ...refund, key: "english", name: "Money back", mentionType: "", language: "en", networks: ["forum"] },
    { ...refund, key: "late", name: "A late sailing", mentionType: "Delay", body: "We were late. {{who}}" },
    { ...refund, key: "later", name: "Late again", mentionType: "delay", bucket: "pr", department: null },
  ];
  async function withScripts({ save }: Playbook): Promise<void> {
    for (const script of scripts) await save(script);
  }
  const names = ({ options }: { options: readonly { name: string; variant: string }[] }) =>
    options.filter(({ variant }) => variant === "body").map(({ name }) => name);

  test("goes by what was suggested, kind of mention, bucket, department, language and network, in this order", async () => {
    const desk = await startPlaybook();
    await withScripts(desk);
    const { storyId } = await addStory(desk.parts, { sourceRowId: await addSourceRow(desk.parts) });
    await desk.parts.store.write((trx) =>
      trx.updateTable("story").set({ script_key: "late", department: "Contact centre" }).execute(),
    );
    await desk.parts.store.write((trx) => trx.updateTable("item").set({ lang: "en" }).execute());
    const picked = await desk.call("playbook.pick", { storyId, search: "" }, desk.ines);
    expect(names(picked)).toEqual(["A late sailing", "Late again", "Money back", "Erstattung", "General answer"]);
    expect(picked.options[0]?.fits).toEqual(["suggested", "mentionType", "bucket", "department"]);
  });
  test("finds by the meaning of words: stems, other words for it, the beginning of a word", async () => {
    const desk = await startPlaybook();
    await withScripts(desk);
    await desk.save({ ...refund, key: "bags", name: "Luggage", synonyms: ["suitcase"], body: "Bag. {{who}}" });
    const find = async (search: string) =>
      names(await desk.call("playbook.pick", { storyId: null, search }, desk.ines));
    expect(await find("delays")).toEqual(expect.arrayContaining(["A late sailing", "Late again"]));
    expect(await find("suitcases")).toEqual(["Luggage"]);
    expect(await find("lugg")).toEqual(["Luggage"]);
    expect((await find("reimbursed"))[0]).toBe("Erstattung");
    expect(await find("zebra")).toEqual([]);
  });
});

describe("figures", () => {
  test("count what was sent, changed, returned, answered and closed, each of its own number", async () => {
    const { call, save, parts, ines, mira } = await startPlaybook();
    const { id } = await save(refund);
    const sourceRowId = await addSourceRow(parts);
    async function send({ text = null as string | null, isReturned = false } = {}) {
      const { storyId, storyRowId } = await addStory(parts, { sourceRowId });
      let reply = await call("replies.start", { storyId, scriptId: id }, ines);
      const fields = { ...reply.fields, who: "the counter" };
      const save2 = (words: string | null) =>
        call("replies.save", { replyId: reply.id, version: reply.version, fields, text: words }, ines);
      const submit = () => call("replies.submit", { replyId: reply.id, version: reply.version }, ines);
      reply = await save2(text);
      reply = await submit();
      if (isReturned) {
        const reason = "Say who";
        reply = await call("replies.return", { replyId: reply.id, version: reply.version, reason }, mira);
        reply = await save2("Your refund comes from the counter at the quay.");
        reply = await submit();
      }
      const { hash } = reply;
      reply = await call("replies.approve", { replyId: reply.id, version: reply.version, hash }, mira);
      parts.clock.advance(10 * 60_000);
      reply = (await call("replies.handOver", { replyId: reply.id, version: reply.version }, ines)).reply;
      const url = `${reply.parentUrl ?? ""}#ours`;
      await call("replies.prove", { replyId: reply.id, version: reply.version, url }, ines);
      return { storyId, storyRowId };
    }
    expect(await call("playbook.figures", {})).toEqual([]);
    await send();
    await send({ text: "Your refund is on its way." });
    const { storyId } = await send({ isReturned: true });
    expect(await call("playbook.figures", {})).toEqual([
      { id, used: 3, edited: 2, editedOf: 3, returned: 1, answered: 0, resolved: 3 },
    ]);
    // Somebody who opens a case again is no customer.
    parts.clock.advance(60_000);
    const version = await versionOf(parts, storyId);
    await call("cases.reopen", { stories: [{ id: storyId, version }] }, ines);
    expect((await call("playbook.figures", {}))[0]?.answered).toBe(0);
    const other = await send();
    parts.clock.advance(60_000);
    await runEngineAct(parts, { topics: [] }, async (act) => {
      const { settings } = await readSettings(act.trx);
      await rejoinStory(act, settings, { storyRowId: other.storyRowId, at: act.at });
    });
    expect((await call("playbook.figures", {}))[0]).toMatchObject({ used: 4, answered: 1 });
    const [listed] = await call("playbook.list", {});
    expect([listed?.uses, listed?.lastUsedAt !== null]).toEqual([4, true]);
  });
});

async function versionOf({ store }: Playbook["parts"], storyId: string): Promise<number> {
  const row = await store.read
    .selectFrom("desk_case")
    .innerJoin("story", "story.id", "desk_case.story_id")
    .select("story.version")
    .where("story.public_id", "=", storyId)
    .executeTakeFirstOrThrow();
  return row.version;
}

describe("files", () => {
  test("what was exported and changed comes back: new, changed, the same and wrong are told apart before", async () => {
    const { call, save, upload, ines, kinds } = await startPlaybook();
    await save(refund);
    await save(template);
    const { text, scripts } = await call("playbook.export", { form: "markdown" });
    expect(scripts).toBe(2);
    const changed = `${text
      .replace("- type: Refund", "- type: Money")
      .concat(
        "\n## Thanks\n\n### Public reply\n\n> Thank you!\n\n## Refund\n- key: refund\n### Public reply\n> Again\n",
      )}`;
    const uploadId = await upload(Buffer.from(changed));
    const preview = await call("playbook.previewImport", { uploadId });
    expect(preview.rows.map(({ key, does }) => [key, does])).toEqual([
      ["move-to-private", "change"],
      ["refund", "same"],
      ["thanks", "add"],
      ["refund", "wrong"],
    ]);
    expect(preview.rows.at(-1)?.problems.map(({ code }) => code)).toEqual(["playbook.problem.keyTwice"]);
    const counts = await call("playbook.import", { uploadId, changes: "version" }, ines);
    expect(counts).toEqual({ added: 1, changed: 1, left: 2, batchId: expect.any(String) });
    const listed = await call("playbook.list", {});
    expect(listed.map(({ key, version, mentionType }) => [key, version, mentionType])).toEqual([
      ["move-to-private", 2, "Money"],
      ["refund", 1, "Refund"],
      ["thanks", 1, ""],
    ]);
    expect((await kinds()).filter((kind) => kind === "script.saved")).toHaveLength(4);
    const again = call("playbook.import", { uploadId, changes: "version" }, ines);
    await expect(again).rejects.toMatchObject({ code: "file-gone" });
  });
  test("an import is taken back in one act, but for what was changed since", async () => {
    const { call, save, upload, ines, kinds } = await startPlaybook();
    await save(refund);
    await save(template);
    const thanks = (name: string) => `\n## ${name}\n\n### Public reply\n\n> Thank you!\n`;
    const { text } = await call("playbook.export", { form: "markdown" });
    const changed = text.replaceAll(/- type: \w.*/g, "- type: Money") + thanks("Thanks") + thanks("Praise");
    const uploadId = await upload(Buffer.from(changed));
    const { batchId } = await call("playbook.import", { uploadId, changes: "version" }, ines);
    const praise = (await call("playbook.list", {})).find(({ key }) => key === "praise");
    if (!praise) throw new Error("no script");
    const { id, version, templateApproval: _approval, uses: _uses, lastUsedAt: _used, ...content } = praise;
    await call("playbook.save", { id, version, script: { ...content, body: "Thanks a lot!" } }, ines);
    const undo = () => call("playbook.undoImport", { batchId }, ines);
    expect(await undo()).toEqual({ removed: 1, broughtBack: 2, left: 1 });
    const listed = await call("playbook.list", {});
    expect(listed.map((script) => [script.key, script.version, script.mentionType])).toEqual([
      ["move-to-private", 3, template.mentionType],
      ["praise", 2, ""],
      ["refund", 3, refund.mentionType],
    ]);
    expect((await kinds()).slice(-3).toSorted()).toEqual([
      ...["script.brought_back", "script.brought_back", "script.removed"],
    ]);
    await expect(undo()).rejects.toMatchObject({ code: "nothing-to-undo" });
  });

  test("what was no import is not taken back as one", async () => {
    const { call, save, parts, ines } = await startPlaybook();
    await save(refund);
    const batchId = (await listEvents(parts.store.read, { limit: 1000 })).at(-1)?.batchId ?? "";
    await expect(call("playbook.undoImport", { batchId }, ines)).rejects.toMatchObject({ code: "not-found" });
  });

  test("an exported playbook read again changes nothing, in both forms", async () => {
    const { call, save, upload, ines } = await startPlaybook();
    await save({ ...refund, whenToUse: "=1+1", synonyms: ["+49", "a;b"], holding: "Wait\n\n> {{who}}" });
    for (const form of ["markdown", "csv"] as const) {
      const { text } = await call("playbook.export", { form });
      const uploadId = await upload(Buffer.from(text));
      expect((await call("playbook.previewImport", { uploadId })).rows.map(({ does }) => does)).toEqual(["same"]);
      expect(await call("playbook.import", { uploadId, changes: "version" }, ines)).toEqual({
        ...{ added: 0, changed: 0, left: 1, batchId: expect.any(String) },
      });
    }
  });
  test("a spreadsheet without the columns that a script needs says which", async () => {
    const { call, upload } = await startPlaybook();
    const uploadId = await upload(Buffer.from("colour,size\r\nred,3\r\n"));
    const { rows, problems } = await call("playbook.previewImport", { uploadId });
    expect([rows, problems.map(({ params }) => params)]).toEqual([[], [{ columns: "name, public" }]]);
  });
});

describe("guidelines", () => {
  test("each save is a version that can be read again; a stale one is refused", async () => {
    const { call, ines, mira } = await startPlaybook();
    expect(await call("playbook.guidelines", {})).toMatchObject({ version: 0, text: "", versions: [] });
    await call("playbook.saveGuidelines", { version: 0, text: "# Ours\n\nSay **who** you are." }, ines);
    const stale = call("playbook.saveGuidelines", { version: 0, text: "Other" }, mira);
    await expect(stale).rejects.toMatchObject({ code: "stale", params: { version: 1 } });
    const second = await call("playbook.saveGuidelines", { version: 1, text: "Be kind." }, mira);
    expect(second.versions.map(({ version, savedBy }) => [version, savedBy?.name])).toEqual([
      [2, "Mira Falk"],
      [1, "Ines Thorn"],
    ]);
    const first = await call("playbook.guidelines", { version: 1 });
    expect(first.blocks.map(({ kind, spans }) => [kind, spans.map(({ look }) => look)])).toEqual([
      ["title", ["plain"]],
      ["paragraph", ["plain", "strong", "plain"]],
    ]);
  });
  test("the page of HTML runs nothing that somebody wrote into it", async () => {
    const { call, ines } = await startPlaybook();
    const text = "- <script>alert(1)</script>\n- **<img src=x onerror=alert(2)>**";
    await call("playbook.saveGuidelines", { version: 0, text }, ines);
    const page = await call("playbook.exportGuidelines", { form: "html", title: 'Our "people" <b>' });
    expect(page.text).not.toMatch(/<script|<img|<b>/);
    expect(page.text).toContain("<li>&lt;script&gt;alert(1)&lt;/script&gt;</li>");
    expect((await call("playbook.exportGuidelines", { form: "markdown", title: "" })).text).toBe(text);
  });
});
