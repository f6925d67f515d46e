import { expect, test } from "vitest";
import { startDesk } from "../by-hand/desk.ts";
import type { Desk } from "../by-hand/desk.ts";

const csv = [
  "Name,Phone,E-mail,Mastodon,Town,Notes",
  "Hettie Moss,+44 20 7946 0958,hettie@moss.example,@hettie@coast.example,Exmouth,Likes ferries",
  "Tom Reed,+44 20 7946 0123,,,,",
  "Tom Reed,+44 20 7946 0123,tom@reed.example,,,",
  ",,,,,only words",
  '"=HYPERLINK(""x"")",,evil@x.example,,,',
  "Old Friend,+44 20 7946 0777,new@friend.example,,Truro,Pays late",
  "Somebody Else,+44 20 7946 0777,,,,",
  "Ürsula Łęcka,ask Tom,,,,",
  'Broken,"never closed',
].join("\n");

async function bring(desk: Desk, text: string, known: "fill" | "leave" | "add" = "fill") {
  const uploadId = await desk.upload(Buffer.from(text));
  const guessed = await desk.call("contactImports.preview", { uploadId }, desk.lea);
  const reading = { ...guessed.reading, known };
  const preview = await desk.call("contactImports.preview", { uploadId, reading }, desk.lea);
  return { uploadId, reading, preview };
}
const run = (desk: Desk, { uploadId, reading }: Pick<Awaited<ReturnType<typeof bring>>, "uploadId" | "reading">) =>
  desk.call("contactImports.run", { uploadId, name: "Address book", reading }, desk.lea);
const old = { name: "Old Friend", phones: ["+44 20 7946 0777"] };

test("a preview says of every record what becomes of it, and the import does that", async () => {
  const desk = await startDesk();
  const friend = await desk.call("contacts.add", old);
  const { preview, ...asked } = await bring(desk, csv);
  expect(preview).toMatchObject({
    form: "csv",
    fault: null,
    counts: { total: 9, added: 5, filled: 1, known: 1, problems: 2 },
  });
  expect(preview.rows.map(({ name, state }) => [name, state])).toEqual([
    ["Hettie Moss", "new"],
    ["Tom Reed", "new"],
    ["Tom Reed", "twice"],
    ['=HYPERLINK("x")', "new"],
    ["Old Friend", "filled"],
    ["Somebody Else", "new"],
    ["Ürsula Łęcka", "new"],
  ]);
  expect(preview.rows[4]?.as).toEqual({ id: friend.id, name: "Old Friend" });
  expect(preview.problems.map(({ line, says }) => [line, says.code])).toEqual([
    [5, "contacts.import.problem.nobody"],
    [10, "contacts.import.problem.quoteOpen"],
  ]);
  expect((await desk.call("contacts.list", {})).total).toBe(1);
  const { id } = await run(desk, asked);
  const done = await desk.call("contactImports.get", { id });
  expect(done).toMatchObject({ state: "done", ...preview.counts, problemRows: preview.problems });
  expect((await desk.call("contacts.list", {})).rows.map(({ name }) => name)).toEqual([
    '=HYPERLINK("x")',
    "Hettie Moss",
    "Old Friend",
    "Somebody Else",
    "Tom Reed",
    "Ürsula Łęcka",
  ]);
  expect(await desk.call("contacts.get", { id: friend.id })).toMatchObject({
    ...{ town: "Truro", emails: ["new@friend.example"], maybeSame: [{ contact: { name: "Somebody Else" } }] },
  });
  expect((await desk.call("contacts.timeline", { id: friend.id })).moments).toMatchObject([{ text: "Pays late" }]);
  const [tom] = (await desk.call("contacts.list", { search: "Tom Reed" })).rows;
  expect(tom?.emails).toEqual(["tom@reed.example"]);
  const [hettie] = (await desk.call("contacts.list", { search: "hettie" })).rows;
  expect((await desk.call("contacts.timeline", { id: hettie?.id ?? "" })).moments).toMatchObject([
    { kind: "note", text: "Likes ferries" },
  ]);
});

test("an import undone takes what it added and nobody has touched; a second time there is nothing to undo", async () => {
  const desk = await startDesk();
  await desk.call("contacts.add", old);
  const { id } = await run(desk, await bring(desk, csv));
  const [tom] = (await desk.call("contacts.list", { search: "Tom Reed" })).rows;
  await desk.call("contacts.save", {
    contact: { id: tom?.id ?? "", version: 1 },
    fields: { name: "Tom Reed", kind: "staff" },
  });
  const command = { id, commandId: desk.parts.commandId() };
  expect(await desk.call("contactImports.undo", command, desk.lea)).toEqual({ taken: 4, kept: 1 });
  // The same command again: its answer was lost on the way.
  expect(await desk.call("contactImports.undo", command, desk.lea)).toEqual({ taken: 4, kept: 1 });
  expect((await desk.call("contacts.list", {})).rows.map(({ name }) => name)).toEqual(["Old Friend", "Tom Reed"]);
  await expect(desk.call("contactImports.undo", { id }, desk.lea)).rejects.toMatchObject({ code: "nothing-to-undo" });
});

test("known ones can be left alone or added once more; the same file again adds nobody", async () => {
  const desk = await startDesk();
  await run(desk, await bring(desk, csv));
  expect((await bring(desk, csv)).preview.counts).toMatchObject({ added: 0, filled: 0, known: 7, problems: 2 });
  const left = "Name,Phone,Town\nTom Reed,+44 20 7946 0123,Truro";
  expect((await bring(desk, left, "leave")).preview.counts).toMatchObject({ added: 0, filled: 0, known: 1 });
  expect((await bring(desk, left, "add")).preview.counts).toMatchObject({ added: 1, filled: 0, known: 0 });
});

test("vCards come in, and what goes out as CSV or vCard comes in again elsewhere without a loss", async () => {
  const desk = await startDesk();
  const cards =
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Hettie Moss\r\nTEL:+44 20 7946 0958\r\nEMAIL:hettie@moss.example\r\nEND:VCARD\r\n";
  const { preview, ...asked } = await bring(desk, cards);
  expect(preview).toMatchObject({ form: "vcard", counts: { total: 1, added: 1 } });
  await run(desk, asked);
  await desk.call("contacts.add", { name: "=cmd()", handles: [{ network: "bluesky", handle: "cmd.bsky.social" }] });
  const plain = async (at: Desk) =>
    (await at.call("contacts.list", {})).rows.map(({ id: _id, version: _version, ...row }) => row);
  for (const form of ["csv", "vcard"] as const) {
    const { text, next } = await desk.call("contacts.export", { form }, desk.lea);
    expect(next).toBeNull();
    expect(text).not.toMatch(/(?:^|[,\n])=/);
    const elsewhere = await startDesk();
    await run(elsewhere, await bring(elsewhere, text));
    expect(await plain(elsewhere)).toEqual(await plain(desk));
  }
});

test("a file that is no list of contacts is refused in words", async () => {
  const desk = await startDesk();
  const { preview, ...asked } = await bring(desk, "colour,size\nred,2");
  expect(preview.fault).toEqual({ code: "contacts.import.fault.nobody", params: {} });
  await expect(run(desk, asked)).rejects.toMatchObject({ code: "import-unreadable" });
  expect((await bring(desk, "\n")).preview.fault).toEqual({ code: "contacts.import.fault.empty", params: {} });
});
