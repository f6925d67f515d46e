import { describe, expect, test } from "vitest";
import { createNetworkWatch } from "../../../src-main/engine/sources/network.ts";
import type { LineFailure } from "../../../src-main/engine/sources/network.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

function watchNetwork() {
  const clock = createFakeClock();
  const watch = createNetworkWatch(clock);
  const fail = (host: string, change: Partial<LineFailure> = {}) =>
    watch.failed({ host, code: "address-unknown", hosts: 20, isProven: true, isBlamed: false, ...change });
  return { clock, watch, fail };
}

describe("a host out of reach", () => {
  test("is unclear at first, and at fault once others answered and it is out of reach again", () => {
    const { watch, fail } = watchNetwork();
    expect(fail("a")).toBe("unclear");
    watch.answered("b");
    expect([fail("a"), watch.state()]).toEqual(["source", "online"]);
  });

  test("stays unclear while nobody else was asked", () => {
    const { fail } = watchNetwork();
    expect([fail("a"), fail("a"), fail("a")]).toEqual(["unclear", "unclear", "unclear"]);
  });

  test("that answered meanwhile begins anew", () => {
    const { watch, fail } = watchNetwork();
    fail("a");
    watch.answered("a");
    expect(fail("a")).toBe("unclear");
  });

  test("uses up its chances only when others answered since its last try", () => {
    const { watch, fail } = watchNetwork();
    fail("a");
    fail("b");
    watch.answered("c");
    expect([fail("a"), fail("a"), fail("a")]).toEqual(["unclear", "unclear", "unclear"]);
    watch.answered("c");
    expect(fail("a")).toBe("source");
  });

  test("gets another chance within an hour of an outage", () => {
    const { clock, watch, fail } = watchNetwork();
    fail("a", { code: "offline" });
    watch.answered("b");
    expect(fail("c")).toBe("unclear");
    watch.answered("b");
    expect(fail("c")).toBe("unclear");
    watch.answered("b");
    expect(fail("c")).toBe("source");
    clock.advance(3_600_000);
    fail("d");
    watch.answered("b");
    expect(fail("d")).toBe("source");
  });

  test("that failed before, or whose server answered in its way, proves nothing", () => {
    const { watch, fail } = watchNetwork();
    expect([fail("a", { isBlamed: true }), fail("b", { code: "refused" }), fail("c", { code: "timed-out" })]).toEqual([
      "source",
      "source",
      "source",
    ]);
    expect(watch.state()).toBe("online");
  });
});

describe("the desk is offline", () => {
  test("when two hosts that answered the last time are out of reach in a row", () => {
    const { watch, fail } = watchNetwork();
    expect([fail("a"), fail("b")]).toEqual(["unclear", "offline"]);
    expect(fail("c")).toBe("offline");
    expect(watch.answered("d")).toBe(true);
    expect(watch.state()).toBe("online");
  });

  test("when five that never answered are, not fewer", () => {
    const { fail } = watchNetwork();
    const hosts = ["a", "b", "c", "d", "e"];
    expect(hosts.map((host) => fail(host, { isProven: false }))).toEqual([
      "unclear",
      "unclear",
      "unclear",
      "unclear",
      "offline",
    ]);
  });

  test("when all there are are out of reach", () => {
    const { fail } = watchNetwork();
    expect(fail("a", { isProven: false, hosts: 1 })).toBe("offline");
  });

  test("at once when the computer says that it has no network", () => {
    const { fail } = watchNetwork();
    expect(fail("a", { code: "offline", isBlamed: true })).toBe("offline");
  });

  test("not when an answer came in between", () => {
    const { watch, fail } = watchNetwork();
    fail("a");
    watch.answered("c");
    expect(fail("b")).toBe("unclear");
  });

  test("not because hosts are out of reach that were so before others answered", () => {
    const { watch, fail } = watchNetwork();
    fail("a");
    fail("b");
    watch.answered("c");
    expect([fail("a"), fail("b"), watch.state()]).toEqual(["unclear", "unclear", "online"]);
  });
});
