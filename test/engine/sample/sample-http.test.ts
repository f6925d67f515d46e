import { beforeAll, expect, test } from "vitest";
import { join } from "node:path";
import { loadSampleContent } from "../../../src-main/adapters/sample-content.ts";
import { createSampleHttp } from "../../../src-main/adapters/sample-http.ts";
import type { SampleContent } from "../../../src-main/ports/sample-content.ts";
import { closedNetwork, friday } from "./built-sample.ts";

let content: SampleContent;
beforeAll(async () => {
  content = await loadSampleContent(join(import.meta.dirname, "../../../resources"));
});

const gazette = "https://averbygazette.example/feed/";

function createHttp(asked: string[] = [], at: number = friday) {
  return createSampleHttp({ content, now: () => Promise.resolve(friday), at: () => at, beyond: closedNetwork(asked) });
}

test("a feed is answered with its validators, and with 304 once they are shown", async () => {
  const http = createHttp();
  const first = await http.get({ url: gazette, allowPrivate: false });
  expect(first).toMatchObject({ status: "ok", httpStatus: 200 });
  const { etag } = first.status === "failed" ? { etag: "" } : first.headers;
  expect(await http.get({ url: gazette, allowPrivate: false, etag: etag ?? "" })).toMatchObject({
    status: "not-modified",
    httpStatus: 304,
  });
});

test("a feed shows at most 15 entries, and none from later than the moment of the request", async () => {
  const fourWeeks = 28 * 24 * 3_600_000;
  const entries = async (at: number) => {
    const answer = await createHttp([], at).get({ url: gazette, allowPrivate: false });
    return answer.status === "ok" ? new TextDecoder().decode(answer.body).split("<item>").length - 1 : -1;
  };
  expect(await entries(friday)).toBe(15);
  expect(await entries(friday - fourWeeks)).toBe(0);
});

test("an unknown host of the sample is unknown here too; a real address goes to the network", async () => {
  const asked: string[] = [];
  const http = createHttp(asked);
  expect(await http.get({ url: "https://nobody.example/feed", allowPrivate: false })).toMatchObject({
    status: "failed",
    code: "address-unknown",
  });
  expect(await http.post({ url: "https://nobody.example/hook", body: "{}", allowPrivate: false })).toMatchObject({
    code: "address-unknown",
  });
  await http.get({ url: "https://blog.test/feed", allowPrivate: false });
  await http.post({ url: "https://crm.test/hook", body: "{}", allowPrivate: false });
  expect(asked).toEqual(["https://blog.test/feed", "https://crm.test/hook"]);
});

test("the customer system takes a reply that somebody writes in the sample later", async () => {
  const message = {
    url: content.crm.url,
    body: JSON.stringify({ reply: { url: "https://murmur.example/@whimbrelferries/1" } }),
    allowPrivate: true,
  };
  expect(await createHttp().post(message)).toMatchObject({ status: "ok", httpStatus: 200 });
});

test("the two replies that it was too busy for are taken an hour after the history's end, and so are their corrections", async () => {
  const commands = content.commands(friday);
  const late = new Set(
    commands.flatMap((one) => (one.do === "deliver" && one.result === "retrying" ? one.replies : [])),
  );
  const urls = commands.flatMap((one) =>
    one.do === "post" && one.proofUrl && late.has(one.reply) ? [one.proofUrl] : [],
  );
  const statusesAt = async (at: number) => {
    const http = createHttp([], at);
    const lines = urls.flatMap((url) => [{ reply: { url: new URL(url).href } }, { interaction: { reply: { url } } }]);
    const answers = await Promise.all(
      lines.map((line) => http.post({ url: content.crm.url, body: JSON.stringify(line), allowPrivate: true })),
    );
    return answers.map((answer) => answer.httpStatus);
  };
  expect(await statusesAt(friday)).toEqual([503, 503, 503, 503]);
  expect(await statusesAt(friday + 3_600_001)).toEqual([200, 200, 200, 200]);
});
