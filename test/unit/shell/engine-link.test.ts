import { describe, expect, test } from "vitest";
import type { RefusedStart } from "../../../src-main/contract/desktop.ts";
import { createEngineLink } from "../../../src-main/shell/engine-link.ts";
import type { EngineListener, EngineProcess } from "../../../src-main/shell/engine-process.ts";

/** A link over engines that do what the test says, and a clock that it turns. */
function startLink() {
  const engines: (EngineListener & { asked: string[] })[] = [];
  const timers = new Set<{ at: number; work: () => void }>();
  let now = 0;
  const link = createEngineLink({
    fork: (listener) => {
      const asked: string[] = [];
      engines.push({ ...listener, asked });
      const number = engines.length;
      return {
        openLine: () => `line of engine ${number}` as unknown as ReturnType<EngineProcess["openLine"]>,
        tellPower: (event) => void asked.push(event),
        close: () => void asked.push("close"),
        kill: () => void asked.push("kill"),
      };
    },
    after: (delayMs, work) => {
      const timer = { at: now + delayMs, work };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
  });
  function pass(ms: number): void {
    now += ms;
    for (const timer of [...timers].filter(({ at }) => at <= now)) {
      timers.delete(timer);
      timer.work();
    }
  }
  function last() {
    const engine = engines.at(-1);
    if (!engine) throw new Error("no engine was started");
    return engine;
  }
  return { link, engines, last, pass };
}

function createPage(id = 1) {
  const heard: unknown[] = [];
  const takeLine = (line: unknown) => void heard.push(line);
  return {
    heard,
    page: { id, isWall: false, takeLine, hearRefusal: (refusal: RefusedStart) => void heard.push(refusal.code) },
  };
}

describe("a page", () => {
  test("gets its line when the engine stands, and at once when it stands already", () => {
    const { link, last } = startLink();
    const [early, late] = [createPage(1), createPage(2)];
    link.start();
    link.connect(early.page);
    expect(early.heard).toEqual([]);
    last().onMessage({ type: "ready" });
    link.connect(late.page);
    expect([early.heard, late.heard]).toEqual([["line of engine 1"], ["line of engine 1"]]);
  });

  test("that is gone is handed nothing", () => {
    const { link, last } = startLink();
    const { heard, page } = createPage();
    link.start();
    link.connect(page);
    link.forget(page.id);
    last().onMessage({ type: "ready" });
    expect(heard).toEqual([]);
  });
});

describe("an engine that ends", () => {
  test("is started again after 1, 2, 4, 8, 16, 30 and 30 seconds", () => {
    const { link, engines, last, pass } = startLink();
    link.start();
    const waits = [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000];
    for (const [index, wait] of waits.entries()) {
      last().onExit();
      pass(wait - 1);
      expect(engines).toHaveLength(index + 1);
      pass(1);
      expect(engines).toHaveLength(index + 2);
    }
  });

  test("is started again after one second when it had stood for a minute", () => {
    const { link, engines, last, pass } = startLink();
    link.start();
    for (const wait of [1000, 2000]) {
      last().onExit();
      pass(wait);
    }
    last().onMessage({ type: "ready" });
    pass(60_000);
    last().onExit();
    pass(1000);
    expect(engines).toHaveLength(4);
  });

  test("gives waiting pages a line to the next one", () => {
    const { link, last, pass } = startLink();
    const { heard, page } = createPage();
    link.start();
    last().onMessage({ type: "ready" });
    last().onExit();
    link.connect(page);
    pass(1000);
    last().onMessage({ type: "ready" });
    expect(heard).toEqual(["line of engine 2"]);
  });

  test("three times before it stood is said on the page, and still tried", () => {
    const { link, engines, last, pass } = startLink();
    const { heard, page } = createPage();
    link.start();
    link.connect(page);
    for (const wait of [1000, 2000, 4000]) {
      last().onExit();
      pass(wait);
    }
    expect([heard, engines.length]).toEqual([["engine-gone"], 4]);
    last().onMessage({ type: "ready" });
    expect(heard.at(-1)).toBe("line of engine 4");
  });
});

describe("an engine that refuses to open its workspace", () => {
  const refused = { type: "refused", code: "in-use", params: { holder: "serve", pid: 7 } } as const;

  test("says why on the page, is closed, and waits to be asked", () => {
    const { link, engines, last, pass } = startLink();
    const [early, late] = [createPage(1), createPage(2)];
    link.start();
    link.connect(early.page);
    last().onMessage(refused);
    expect(last().asked).toEqual(["close"]);
    last().onExit();
    link.connect(late.page);
    pass(3_600_000);
    expect([early.heard, late.heard, engines.length]).toEqual([["in-use"], ["in-use"], 1]);
    link.start();
    last().onMessage({ type: "ready" });
    expect(early.heard).toEqual(["in-use", "line of engine 2"]);
  });

  test("is ended when it does not close", () => {
    const { link, last, pass } = startLink();
    link.start();
    last().onMessage(refused);
    pass(5000);
    expect(last().asked).toEqual(["close", "kill"]);
  });

  test("is followed by the next when somebody tries again before it has ended", () => {
    const { link, engines, last, pass } = startLink();
    link.start();
    last().onMessage(refused);
    link.start();
    last().onExit();
    pass(1000);
    expect(engines).toHaveLength(2);
  });
});

describe("quitting", () => {
  test("waits until the engine has closed, and starts no other", async () => {
    const { link, engines, last, pass } = startLink();
    link.start();
    last().onMessage({ type: "ready" });
    let isDone = false;
    const done = link.close()?.then(() => (isDone = true));
    pass(4999);
    expect([last().asked, isDone]).toEqual([["close"], false]);
    last().onExit();
    await done;
    pass(3_600_000);
    expect(engines).toHaveLength(1);
  });

  test("ends an engine that does not close within five seconds", () => {
    const { link, last, pass } = startLink();
    link.start();
    void link.close();
    pass(5000);
    expect(last().asked).toEqual(["close", "kill"]);
  });

  test("needs no waiting while no engine runs", () => {
    const { link, engines, last, pass } = startLink();
    link.start();
    last().onExit();
    expect(link.close()).toBeNull();
    pass(3_600_000);
    expect(engines).toHaveLength(1);
  });
});
