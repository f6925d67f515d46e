import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { askEngine, startDesktop } from "./support/start-desktop.ts";

// As shipped, the engine is a utility process and the page's port goes straight to it.
const env = { WATCHROOM_TEST_ENGINE: "engine-without-database" };

test("a page's port reaches a utility process and its answers and changes come back", async () => {
  const { app, page } = await startDesktop({ env });
  const answer = (await askEngine(page, "hello", { deep: [1, "ä", null] })) as { pid: number };
  expect(answer).toEqual({ method: "hello", input: { deep: [1, "ä", null] }, pid: expect.any(Number) });
  const kinds = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().map(({ pid, type, name }) => ({ pid, type, name })),
  );
  expect(kinds).toContainEqual({ pid: answer.pid, type: "Utility", name: "Watchroom engine" });
  expect(await hearChange(page)).toEqual({ change: { seq: 1, topics: ["triage"] } });
});

test("a killed utility process closes the page's port, and another takes its place", async () => {
  const { page } = await startDesktop({ env });
  const { pid } = (await askEngine(page, "hello")) as { pid: number };
  const closed = page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("message", ({ data, ports: [port] }) => {
          if (data === "engine-port") port?.addEventListener("close", () => resolve("closed"));
        });
        postMessage("engine-hello", location.origin);
      }),
  );
  await askEngine(page, "hello");
  process.kill(pid, "SIGKILL");
  expect(await closed).toBe("closed");
  const next = (await askEngine(page, "hello")) as { pid: number };
  expect(next.pid).not.toBe(pid);
});

function hearChange(page: Awaited<ReturnType<typeof startDesktop>>["page"]): Promise<unknown> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("message", ({ data, ports: [port] }) => {
          if (data !== "engine-port" || !port) return;
          port.addEventListener("message", ({ data: heard }) => "change" in heard && resolve(heard));
          port.start();
          port.postMessage({ id: 7, method: "change", input: {} });
        });
        postMessage("engine-hello", location.origin);
      }),
  );
}

test("what ships knows no other way to run an engine; the app of these tests does", () => {
  const root = join(import.meta.dirname, "../..");
  const mentions = (folder: string) => {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".js"),
    );
    expect(files).toContain("shell.js");
    return files.filter((name) => /WATCHROOM_TEST|line-closed/.test(readFileSync(join(root, folder, name), "utf8")));
  };
  expect(mentions("out/main")).toEqual([]);
  expect(mentions(".cache/test-app/out/main")).toEqual(expect.arrayContaining(["shell.js", "engine-process.js"]));
});
