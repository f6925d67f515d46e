import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";

const cli = join(import.meta.dirname, "..", "..", "src-main", "hosts", "cli.ts");

async function route(...lines: readonly unknown[]): Promise<readonly unknown[]> {
  const child = spawn(process.execPath, [cli, "route", "--json-lines"], { stdio: ["pipe", "pipe", "inherit"] });
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  child.stdin.end(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  const [code] = (await once(child, "close")) as [number];
  expect(code).toBe(0);
  return printed
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);
}

const social = { network: "mastodon", kind: "social", ours: "Whimbrel Ferries", author: "@ann@example.social" };

test("route: bucket, urgency, confidence and reasons in words, one line for each line, whatever it holds", async () => {
  const answers = await route(
    { ...social, text: "@WhimbrelFerries still waiting for my refund, order 55123. Nobody answers!" },
    { ...social, text: "My solicitor will be in touch about my injured leg" },
    { ...social, text: "Lovely sunset over the harbour tonight", author: "@bo@example.social" },
    { ...social, text: "Sailings are late today. Sorry! Ring us for a refund.", author: "Whimbrel Ferries" },
    { text: "Ferry firm orders two new boats", title: "Two boats", network: "Gazette", kind: "news", ours: "Whimbrel" },
    { text: "Das Schiff fährt heute leider überhaupt nicht mehr nach Hause", kind: "forum" },
    { text: "" },
    "no JSON",
    [1, 2],
    "null",
    { text: 7 },
    { text: "x", title: 3, network: {}, kind: [], ours: { a: 1 }, author: 9 },
    { text: "why? ".repeat(20_000) },
  );
  expect(answers).toHaveLength(13);
  expect(answers.slice(0, 6)).toMatchObject([
    { bucket: "care", urgency: "high" },
    { bucket: "pr", urgency: "high" },
    { bucket: expect.stringMatching(/analytics|unsorted/) },
    { bucket: "analytics", reasons: ["Written by us: counted, never queued"] },
    { bucket: "analytics", reasons: [expect.stringMatching(/^Rule Plain headlines/)] },
    { bucket: "unsorted", confidence: 0 },
  ]);
  for (const answer of [answers[6], answers[11], answers[12]])
    expect(answer).toEqual({
      bucket: expect.stringMatching(/^(?:unsorted|analytics|pr|care)$/),
      urgency: expect.stringMatching(/^(?:high|normal|low)$/),
      confidence: expect.any(Number),
      reasons: expect.arrayContaining([expect.any(String)]),
    });
  expect(answers.slice(7, 11)).toEqual([
    { error: { code: "bad_json", says: "This line is not JSON." } },
    ...[1, 2, 3].map(() => ({ error: { code: "bad_line", says: "The line is not a JSON object with text." } })),
  ]);
});
