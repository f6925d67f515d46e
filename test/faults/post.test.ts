import { afterEach, describe, expect, test } from "vitest";
import { createFetchHttp } from "../../src-main/adapters/fetch-http/fetch-http.ts";
import type { HttpPost, HttpRequest } from "../../src-main/ports/http.ts";
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

describe.each(["PUT", "PATCH", "DELETE"] as const)("a message that is sent by %s", (method) => {
  test("goes by that name with its body, whatever its answer", async () => {
    for (const status of [200, 204, 302, 409, 500]) {
      const server = await serve((socket) =>
        socket.end(answer(status, { location: "/elsewhere" }, status === 204 ? "" : "why")),
      );
      expect(await post(server.url, { method })).toMatchObject({ status: "ok", httpStatus: status, redirects: [] });
      expect(server.requests).toEqual([
        expect.objectContaining({ method, headers: expect.objectContaining({ "content-length": "10" }) as unknown }),
      ]);
    }
  });

  test("goes without a body, and says so", async () => {
    const server = await serve((socket) => socket.end(answer(204)));
    expect(await post(server.url, { method, body: "" })).toMatchObject({ status: "ok", httpStatus: 204 });
    expect(server.requests[0]?.headers["content-length"]).toBe("0");
  });

  test("is sent once and never again by itself, also over a connection that just closed", async () => {
    const server = await serve((socket) => socket.resetAndDestroy());
    expect(await post(server.url, { method })).toMatchObject({ status: "failed", code: "broke-off" });
    expect(server.requests.length).toBe(1);
  });

  test("goes over plain http to no other machine, and nowhere inside without consent", async () => {
    expect(await post("http://10.0.0.1/record", { method })).toMatchObject({ status: "failed", code: "not-secure" });
    const server = await serve((socket) => socket.end(answer(200)));
    const refused = await post(server.url, { method, allowPrivate: false });
    expect(refused).toMatchObject({ status: "failed", code: "private-address" });
    expect(server.requests).toEqual([]);
  });
});

describe("a question that stays where it asked", () => {
  const ask = (url: string, request: Partial<HttpRequest> = {}) =>
    createFetchHttp({ hasNetwork: () => true }).get({
      url,
      ...{ allowPrivate: true, timeoutMs: 2_000, anyStatus: true, stayHere: true },
      ...request,
    });

  test.each([301, 302, 303, 307, 308])("takes %i as the answer, with its body and where it leads", async (status) => {
    const server = await serve((socket) => socket.end(answer(status, { location: "/install/index.php" }, "moved")));
    const answered = await ask(server.url);
    expect(answered).toMatchObject({ status: "ok", httpStatus: status, redirects: [], url: server.url });
    expect(answered).toMatchObject({ headers: { location: "/install/index.php" }, body: Buffer.from("moved") });
    expect(server.requests.length).toBe(1);
  });

  test("goes on where it is not told to stay", async () => {
    const server = await serve((socket, { path }) =>
      socket.end(path === "/" ? answer(302, { location: "/next" }) : answer(404, {}, "none")),
    );
    expect(await ask(server.url, { stayHere: false })).toMatchObject({ status: "ok", httpStatus: 404 });
    expect(server.requests.map(({ path }) => path)).toEqual(["/", "/next"]);
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
