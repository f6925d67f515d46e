import { MessageChannel as NodeChannel } from "node:worker_threads";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { EngineError, type LinkState } from "../../src-renderer/lib/engine.ts";
import type { StreamNews } from "../../src-renderer/lib/event-stream.ts";
import { createHttpLink } from "../../src-renderer/lib/http-link.ts";
import { createPortLink } from "../../src-renderer/lib/port-link.ts";
import { sendCommand } from "../../src-renderer/lib/use-engine.tsx";

type Asked = { id: number; method: string; input: unknown };

/** A shell and an engine: each port that is asked for reaches `answer`. */
function startPorts(answer: (asked: Asked, port: MessagePort) => void) {
  let receive: ((port: MessagePort) => void) | null = null;
  const engineSides: MessagePort[] = [];
  let isEngineThere = true;
  const link = createPortLink({
    askForPort: () => {
      if (!isEngineThere) return;
      const { port1, port2 } = new NodeChannel() as unknown as MessageChannel;
      engineSides.push(port2);
      port2.onmessage = (event: MessageEvent<Asked>) => answer(event.data, port2);
      queueMicrotask(() => receive?.(port1));
    },
    receivePorts: (taker) => (receive = taker),
    retryMs: 10,
  });
  onTestFinished(() => engineSides.forEach((port) => port.close()));
  return { link, engineSides, setEngine: (there: boolean) => (isEngineThere = there) };
}

function watchStates(link: { onState: (listener: (state: LinkState) => void) => unknown }) {
  const states: LinkState[] = [];
  link.onState((state) => states.push(state));
  return states;
}

const reached = async (isSo: () => boolean) => {
  for (let tries = 0; !isSo() && tries < 300; tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isSo()).toBe(true);
};

describe("the engine behind a port", () => {
  test("answers, refusals and changes arrive", async () => {
    const { link, engineSides } = startPorts(({ id, method }, port) =>
      port.postMessage(
        method === "status.get"
          ? { id, result: { waiting: 3 } }
          : { id, error: { code: "stale", params: { by: "Ann" } } },
      ),
    );
    const told: unknown[] = [];
    link.onChange((change) => told.push(change));
    expect(await link.call("status.get", {})).toEqual({ waiting: 3 });
    await expect(link.call("rules.list", {})).rejects.toMatchObject({ code: "stale", params: { by: "Ann" } });
    engineSides[0]?.postMessage({ change: { seq: 1, topics: ["triage"] } });
    await reached(() => told.length === 2);
    expect(told).toEqual(["everything", { topics: ["triage"] }]);
  });

  test("a closed port fails its open calls, says so, and another is asked for", async () => {
    const { link, engineSides } = startPorts(({ id, method }, port) =>
      method === "rules.list" ? port.close() : port.postMessage({ id, result: [] }),
    );
    const states = watchStates(link);
    await expect(link.call("rules.list", {})).rejects.toMatchObject({ code: "engine-gone" });
    await reached(() => engineSides.length === 2 && states.at(-1) === "connected");
    expect(states).toEqual(["connecting", "connected", "lost", "connected"]);
    expect(await link.call("people.list", {})).toEqual([]);
  });

  test("a command that was cut off is sent once more under the same id", async () => {
    const seen: unknown[] = [];
    const { link } = startPorts(({ id, input }, port) => {
      seen.push(input);
      if (seen.length === 1) port.close();
      else port.postMessage({ id, result: { batchId: "b" } });
    });
    expect(await sendCommand({ link, name: "triage.undo", input: { batchId: "b" } })).toEqual({ batchId: "b" });
    expect(seen).toHaveLength(2);
    expect(seen[1]).toEqual(seen[0]);
  });

  test("a command gives up when the engine does not come back", async () => {
    const { link, setEngine } = startPorts((_asked, port) => {
      setEngine(false);
      port.close();
    });
    await expect(
      sendCommand({ link, name: "triage.undo", input: { batchId: "b" }, patienceMs: 30 }),
    ).rejects.toMatchObject({ code: "engine-gone" });
  });
});

/** A host that answers by a function and whose stream speaks when told to. */
function startHttp(
  answer: (path: string, body: { method?: string; code?: string }) => { status: number; body: unknown },
) {
  let tell: ((news: StreamNews) => void) | null = null;
  const link = createHttpLink({
    fetch: async (path, request) => {
      const { status, body } = answer(path, JSON.parse(request.body) as { method?: string });
      return new Response(JSON.stringify(body), { status });
    },
    joinStream: (parts) => {
      tell = parts.tell;
      return () => undefined;
    },
  });
  return { link, stream: (news: StreamNews) => tell?.(news), isStreaming: () => tell !== null };
}

describe("the engine behind HTTP", () => {
  test("a browser that is kept out learns it from its stream, leaves that, and can say so", async () => {
    let isRevoked = false;
    const refusal = { error: { code: "not-paired", params: { admits: "displays", revoked: 1 } } };
    const { link, stream } = startHttp(() =>
      isRevoked ? { status: 401, body: refusal } : { status: 200, body: { result: {} } },
    );
    await link.call("session.get", {});
    const states = watchStates(link);
    isRevoked = true;
    stream({ kind: "lost", isRefused: true });
    await vi.waitFor(() => expect(states.at(-1)).toBe("not-paired"));
    expect(link.entrance?.()).toEqual({ admits: "displays", wasRevoked: true });
  });

  test("a page that is older than the one which the desk serves is told so", async () => {
    let page = "a";
    const link = createHttpLink({
      fetch: () =>
        Promise.resolve(new Response(JSON.stringify({ result: {} }), { headers: { "watchroom-page": page } })),
      joinStream: () => () => undefined,
    });
    let told = 0;
    link.onNewPage?.(() => (told += 1));
    await link.call("session.get", {});
    await link.call("session.get", {});
    expect(told).toBe(0);
    page = "b";
    await link.call("session.get", {});
    expect(told).toBe(1);
  });

  test("a browser that is not let in stays outside until its code is right", async () => {
    let isPaired = false;
    const { link, isStreaming } = startHttp((path, body) => {
      if (path === "/pair") isPaired = body.code === "123456";
      if (path === "/pair")
        return isPaired
          ? { status: 200, body: {} }
          : { status: 403, body: { error: { code: "bad-code", params: {} } } };
      return isPaired
        ? { status: 200, body: { result: { people: [] } } }
        : { status: 401, body: { error: { code: "not-paired", params: {} } } };
    });
    const states = watchStates(link);
    await expect(link.call("session.get", {})).rejects.toMatchObject({ code: "not-paired" });
    expect([states.at(-1), isStreaming()]).toEqual(["not-paired", false]);
    await expect(link.pair?.("999999")).rejects.toMatchObject({ code: "bad-code" });
    expect(states.at(-1)).toBe("not-paired");
    await link.pair?.("123456");
    expect([states.at(-1), isStreaming()]).toEqual(["connected", true]);
  });

  test("a gap in the stream makes everything out of date", async () => {
    const { link, stream } = startHttp(() => ({ status: 200, body: { result: [] } }));
    await link.call("rules.list", {});
    const told: unknown[] = [];
    link.onChange((change) => told.push(change));
    for (const seq of [7, 8, 12]) stream({ kind: "change", change: { seq, topics: ["sources"] } });
    expect(told).toEqual([{ topics: ["sources"] }, { topics: ["sources"] }, "everything"]);
  });

  test("a broken stream is said, and its return renews everything", async () => {
    const { link, stream } = startHttp(() => ({ status: 200, body: { result: [] } }));
    await link.call("rules.list", {});
    const states = watchStates(link);
    const told: unknown[] = [];
    link.onChange((change) => told.push(change));
    stream({ kind: "lost", isRefused: false });
    stream({ kind: "open" });
    expect([states, told]).toEqual([["connected", "lost", "connected"], ["everything"]]);
  });

  test("an answer that is no answer is an error of ours, a host that is away is one of its own", async () => {
    const odd = startHttp(() => ({ status: 502, body: "<html>" }));
    await expect(odd.link.call("rules.list", {})).rejects.toMatchObject({ code: "internal", params: { status: 502 } });
    const away = createHttpLink({
      fetch: () => Promise.reject(new TypeError("failed")),
      joinStream: () => () => undefined,
    });
    await expect(away.call("rules.list", {})).rejects.toBeInstanceOf(EngineError);
    await expect(away.call("rules.list", {})).rejects.toMatchObject({ code: "engine-gone" });
  });
});
