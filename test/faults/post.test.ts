import { afterEach, describe, expect, test } from "vitest";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import type { HttpPost } from "../../src-main/ports/http.ts";
import { answer, startFaultServer } from "../support/fault-server.ts";
import type { FaultServer, Misbehave } from "../support/fault-server.ts";

const servers: FaultServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(misbehave: Misbehave): Promise<FaultServer> {
  const server = await startFaultServer(misbehave);
  servers.push(server);
  return server;
}

const post = (url: string, request: Partial<HttpPost> = {}) =>
  createFetchHttp({ hasNetwork: () => true }).post({
    url,
    body: '{"née":1}',
    allowPrivate: true,
    timeoutMs: 2_000,
    ...request,
  });

describe("a message that is sent", () => {
  test("carries its headers and its length in bytes", async () => {
    const server = await serve((socket) => socket.end(answer(202, {}, "taken")));
    const answered = await post(`${server.url}hook`, {
      headers: { "Content-Type": "application/json", "Webhook-Id": "1" },
    });
    expect(answered).toMatchObject({ status: "ok", httpStatus: 202, redirects: [] });
    expect(server.requests[0]).toMatchObject({
      method: "POST",
      path: "/hook",
      headers: { "content-length": "10", "webhook-id": "1" },
    });
  });

  test.each([204, 301, 400, 401, 500, 503])("takes %i as an answer", async (status) => {
    const server = await serve((socket) =>
      socket.end(answer(status, { location: "/elsewhere" }, status === 204 ? "" : "why")),
    );
    expect(await post(server.url)).toMatchObject({ status: "ok", httpStatus: status });
    expect(server.requests.length).toBe(1);
  });

  test("is answered even if the answer's body is far too long", async () => {
    const server = await serve((socket) => socket.end(answer(200, {}, "x".repeat(5_000_000))));
    const answered = await post(server.url, { maxBytes: 1_000 });
    expect(answered.status === "ok" && answered.body.length).toBe(1_000);
    await server.allClosed();
  });

  test("fails as a value when nothing answers", async () => {
    const silent = await serve(() => {});
    expect(await post(silent.url, { timeoutMs: 100 })).toMatchObject({ status: "failed", code: "timed-out" });
    const gone = await serve((socket) => socket.resetAndDestroy());
    expect(await post(gone.url)).toMatchObject({ status: "failed", code: "broke-off" });
  });
});

describe("a message that is not sent", () => {
  test("goes nowhere inside without consent", async () => {
    const server = await serve((socket) => socket.end(answer(200)));
    expect(await post(server.url, { allowPrivate: false })).toMatchObject({
      status: "failed",
      code: "private-address",
    });
    expect(server.requests).toEqual([]);
  });

  test("goes over plain http to no other machine", async () => {
    expect(await post("http://10.0.0.1/hook")).toMatchObject({ status: "failed", code: "not-secure" });
    expect(await post("http://93.184.216.34/hook")).toMatchObject({ status: "failed", code: "not-secure" });
  });
});
