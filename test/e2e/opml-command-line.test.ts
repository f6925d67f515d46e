import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeDataDir, runCli } from "../support/served-desk.ts";

test("a list of feeds is looked at, imported, and exported to another desk", async () => {
  const dataDir = makeDataDir();
  const cli = async (...words: readonly string[]): Promise<unknown> =>
    JSON.parse(await runCli(dataDir, ...words, "--json"));
  const file = join(dataDir, "feeds.opml");
  writeFileSync(
    file,
    `<opml version="1.0"><body><outline text="Coast">
      <outline text="Gazette &amp; Post" xmlUrl="https://gazette.example/feed"/>
      <outline text="Twice" xmlUrl="https://gazette.example/feed"/>
      <outline text="None" xmlUrl="mailto:ann@example.org"/>
    </outline></body></opml>`,
  );
  const preview = (await cli("opml", "import", file)) as { entries: { name: string; state: string; folder: string }[] };
  expect(preview.entries.map(({ name, state, folder }) => [name, state, folder])).toEqual([
    ["Gazette & Post", "new", "Coast"],
    ["Twice", "twice", "Coast"],
    ["None", "bad-address", "Coast"],
  ]);
  expect(await cli("source", "list")).toEqual([]);
  const said = await runCli(dataDir, "opml", "import", file);
  expect(said).toMatch(/^New {2,}Gazette & Post {2,}https:\/\/gazette\.example\/feed {2,}Coast$/m);
  expect(said).toContain("3 feeds: 1 new");
  expect(await cli("opml", "import", file, "--all", "--department", "Press")).toMatchObject({ added: 1, skipped: 2 });

  const out = join(dataDir, "all.opml");
  expect(await cli("opml", "export", "--out", out)).toEqual({ file: out, sources: 1 });
  expect(readFileSync(out, "utf8")).toContain('watchroom:department="Press"');
  const other = makeDataDir();
  await runCli(other, "opml", "import", out, "--all");
  expect(JSON.parse(await runCli(other, "source", "list", "--json"))).toMatchObject([
    { name: "Gazette & Post", url: "https://gazette.example/feed" },
  ]);
});

test("what is no list of feeds is refused in one sentence, with exit 1", async () => {
  const dataDir = makeDataDir();
  const file = join(dataDir, "page.html");
  writeFileSync(file, "<html><body>Sign in</body></html>");
  await expect(runCli(dataDir, "opml", "import", file)).rejects.toThrow(/ended with 1/);
  await expect(runCli(dataDir, "opml", "import", join(dataDir, "none"))).rejects.toThrow(/ended with 1: [^\n]+$/);
  await expect(runCli(dataDir, "opml", "export")).rejects.toThrow(/ended with 1: [^\n]+$/);
});
