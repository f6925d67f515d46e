import { get } from "node:http";
import type { IncomingMessage } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

let desk: TestDesk;
let cookie: string;
const open: IncomingMessage[] = [];
beforeEach(async () => {
  desk = await startTestDesk();
  cookie = `watchroom-${desk.server.port}=${await desk.sessions.pair("desk")}`;
});
afterEach(async () => {
  for (const stream of open.splice(0)) stream.destroy();
  await desk.close();
});

type Listening = { readonly status: number; readonly text: (holding: string) => Promise<string> };

/** Opens the event stream; `text` resolves with all that came once it holds what is waited for. */
function listen(lastEventId?: string): Promise<Listening> {
  const headers = {
    host: `127.0.0.1:${desk.server.port}`,
    cookie,
    ...(lastEventId === undefined ? {} : { "last-event-id": lastEventId }),
  };
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port: desk.server.port, path: "/events", headers, agent: false }, (response) => {
      open.push(response);
      let heard = "";
      const waiting: (() => void)[] = [];
      response.on("data", (chunk: Buffer) => {
        heard += chunk.toString();
        for (const look of waiting) look();
      });
      response.on("error", () => {}); // the test hangs up
      const text = (holding: string) =>
        new Promise<string>((found) => {
          const look = () => heard.includes(holding) && found(heard);
          waiting.push(look);
          look();
        });
      resolve({ status: response.statusCode ?? 0, text });
    }).on("error", reject);
  });
}

test("changes come as numbered events", async () => {
  const stream = await listen();
  await stream.text(": open");
  const before = desk.changes.lastSeq();
  desk.changes.tell(["triage", "case"]);
  const seq = before + 1;
  const expected = `id: ${seq}\ndata: {"seq":${seq},"topics":["triage","case"]}\n\n`;
  expect(await stream.text(expected)).toContain(expected);
});

test("after a gap the missed changes come first", async () => {
  const seen = desk.changes.lastSeq();
  desk.changes.tell(["triage"]);
  desk.changes.tell(["sources"]);
  const stream = await listen(String(seen));
  const heard = await stream.text(`"topics":["sources"]`);
  expect(heard.indexOf(`"seq":${seen + 1}`)).toBeLessThan(heard.indexOf(`"seq":${seen + 2}`));
});

test("after a gap that is too long, or from another run, everything is out of date", async () => {
  const stream = await listen("999999");
  expect(await stream.text("wallboard")).toContain(`"seq":${desk.changes.lastSeq()}`);
});

test("a quiet stream says every 25 seconds that it is still there", async () => {
  const stream = await listen();
  await stream.text(": open");
  desk.parts.clock.advance(25_000);
  expect(await stream.text(": still here")).toContain(": still here\n\n");
});

test("a browser that was not let in gets no events", async () => {
  cookie = "";
  expect((await listen()).status).toBe(401);
});
