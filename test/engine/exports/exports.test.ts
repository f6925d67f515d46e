import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ExportFormat, ExportWhat } from "../../../src-main/contract/methods/exports.ts";
import type { Engine } from "../../../src-main/engine/engine.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { addSourceRow, addStory } from "../../support/desk-fixture.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

let parts: TestParts;
let engine: Engine;
let lead: Call;

beforeEach(async () => {
  parts = await startTestParts();
  engine = createWholeEngine(parts);
  lead = await parts.addPerson("Mira Falk", "lead", "corpcomm");
  const sourceRowId = await addSourceRow(parts, { name: "=cmd()|' /C calc'!A0" });
  for (const author of ["Jörg 🚢 Ødegård", "שרה כהן", "@sum(1)", "'=1+1"])
    await addStory(parts, { sourceRowId, author });
});
afterEach(async () => {
  await engine.stop();
  await parts.close();
});

const period = () => ({ from: parts.clock.now() - 86_400_000, to: parts.clock.now() + 1 });
const scope = () => ({
  ...period(),
  ...{ asOf: null, buckets: [], sourceId: null, departmentId: null, personId: null },
  ...{ clock: "hours" as const, counted: "mentions" as const },
});
const own = () => join(parts.folder, "exports");

async function exported(what: ExportWhat, format: ExportFormat) {
  const { handlers } = engine;
  const { id } = await handlers["exports.start"]({ commandId: parts.commandId(), what, format }, lead);
  await engine.idle();
  const run = await handlers["exports.get"]({ id }, lead);
  const files = run.files.map(({ fileName }) => readFileSync(join(own(), fileName)));
  return { run, files };
}

describe("an export", () => {
  test.each(["csv", "json", "xlsx", "pdf"] as const)(
    "of every content is written as %s, with its sidecar",
    async (format) => {
      const contents: ExportWhat[] = [
        { of: "shift_log", ...period() },
        { of: "mentions", ...period(), search: "" },
        { of: "cases", ...scope() },
        { of: "kpi", ...scope() },
        { of: "report", ...scope(), report: "service", step: null },
      ];
      for (const what of contents) {
        const { run, files } = await exported(what, format);
        expect([what.of, run.state, run.says, run.files.length, run.rows === run.totalRows]).toEqual([
          what.of,
          "done",
          null,
          2,
          true,
        ]);
        expect(files[0]?.length).toBe(run.files[0]?.bytes);
        const sidecar = JSON.parse(String(files[1])) as { of: string; rows: number; app: { version: string } };
        expect([sidecar.of, sidecar.rows, sidecar.app.version]).toEqual([what.of, run.rows, "1.2.3"]);
      }
      expect(readdirSync(own()).filter((name) => name.endsWith(".partial"))).toEqual([]);
      expect(statSync(join(own(), readdirSync(own())[0] ?? "")).mode & 0o777).toBe(0o600);
    },
  );

  test("of a period in which nothing happened is a file with its head only", async () => {
    const nothing = { from: 1_000_000, to: 2_000_000 };
    const { run, files } = await exported({ of: "shift_log", ...nothing }, "csv");
    expect([run.rows, String(files[0]).trim().split("\r\n").length]).toEqual([0, 1]);
    const json = await exported({ of: "mentions", ...nothing, search: "" }, "json");
    expect(JSON.parse(String(json.files[0]))).toEqual([]);
  });

  test("that is stopped leaves nothing behind, and says so", async () => {
    const { handlers } = engine;
    const what: ExportWhat = { of: "mentions", ...period(), search: "" };
    const { id } = await handlers["exports.start"]({ commandId: parts.commandId(), what, format: "csv" }, lead);
    const run = await handlers["exports.cancel"]({ commandId: parts.commandId(), id }, lead);
    expect([run.state, run.files, existsSync(own()) ? readdirSync(own()) : []]).toEqual(["cancelled", [], []]);
  });

  test("runs beside two others, and a fourth has to wait", async () => {
    const { handlers } = engine;
    const start = (format: ExportFormat) =>
      handlers["exports.start"]({ commandId: parts.commandId(), what: { of: "shift_log", ...period() }, format }, lead);
    const begun = await Promise.all([start("csv"), start("csv"), start("json")]);
    await expect(start("pdf")).rejects.toMatchObject({ code: "export-busy" });
    await engine.idle();
    const runs = await Promise.all(begun.map(({ id }) => handlers["exports.get"]({ id }, lead)));
    expect(runs.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    expect(new Set(runs.flatMap(({ files }) => files.map(({ fileName }) => fileName))).size).toBe(6);
  });

  test("that names persons is none for who may not ask for persons, and that of such a one is anybody's", async () => {
    const { handlers } = engine;
    const reader = await parts.addPerson("Corin Vale", "corpcomm");
    const start = (call: Call) =>
      handlers["exports.start"](
        { commandId: parts.commandId(), what: { of: "cases", ...scope() }, format: "csv" },
        call,
      );
    const { id } = await start(lead);
    const { id: open } = await start(reader);
    await engine.idle();
    const gone = { code: "not-found" };
    await expect(handlers["exports.get"]({ id }, reader)).rejects.toMatchObject(gone);
    await expect(handlers["exports.readFile"]({ id, file: 0, offset: 0 }, reader)).rejects.toMatchObject(gone);
    await expect(handlers["exports.cancel"]({ commandId: parts.commandId(), id }, reader)).rejects.toMatchObject(gone);
    expect((await handlers["exports.get"]({ id }, lead)).state).toBe("done");
    expect((await handlers["exports.get"]({ id: open }, lead)).state).toBe("done");
  });

  test("that is kept goes with a contact who is erased, and so does one that is being written", async () => {
    const { handlers } = engine;
    const { run } = await exported({ of: "shift_log", ...period() }, "csv");
    const contact = await handlers["contacts.add"](
      {
        ...{ commandId: parts.commandId(), name: "Hettie Moss", kind: "customer", organisation: "", town: "" },
        ...{ handles: [], phones: [], emails: [] },
      },
      lead,
    );
    const writing = await handlers["exports.start"](
      { commandId: parts.commandId(), what: { of: "mentions", ...period(), search: "" }, format: "pdf" },
      lead,
    );
    await handlers["contacts.erase"](
      { commandId: parts.commandId(), contact: { id: contact.id, version: contact.version }, typed: "Hettie Moss" },
      lead,
    );
    await engine.idle();
    expect(readdirSync(own())).toEqual([]);
    for (const { id } of [run, writing])
      await expect(handlers["exports.get"]({ id }, lead)).rejects.toMatchObject({ code: "not-found" });
  });

  test("that the end of the program cut off is said to have failed", async () => {
    const what: ExportWhat = { of: "shift_log", ...period() };
    parts.store.raw
      .prepare("INSERT INTO job (public_id, kind, input, state, created_at) VALUES (?, 'export', ?, 'running', ?)")
      .run("01J00000000000000000000000", JSON.stringify({ what, format: "csv", files: [] }), parts.clock.now());
    const run = await engine.handlers["exports.get"]({ id: "01J00000000000000000000000" }, lead);
    expect([run.state, run.says?.code]).toEqual(["failed", "export.trouble.cut_off"]);
  });

  test("is read in pieces, whole", async () => {
    const { run, files } = await exported({ of: "mentions", ...period(), search: "" }, "csv");
    const piece = await engine.handlers["exports.readFile"]({ id: run.id, file: 0, offset: 0 }, lead);
    expect([Buffer.from(piece.base64, "base64").equals(files[0] ?? Buffer.alloc(0)), piece.next]).toEqual([true, null]);
    await expect(engine.handlers["exports.readFile"]({ id: run.id, file: 9, offset: 0 }, lead)).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
