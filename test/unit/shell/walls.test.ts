import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import words from "../../../resources/words/en.json" with { type: "json" };
import type { WallMonitor } from "../../../src-main/contract/desktop.ts";
import { listMonitors, recogniseMonitors } from "../../../src-main/shell/monitors.ts";
import type { KnownMonitor, PresentDisplay, SeenDisplays } from "../../../src-main/shell/monitors.ts";
import { wallItems } from "../../../src-main/shell/wall-items.ts";
import { cleanWallMemory, keepMonitors, readWallMemory, writeWallMemory } from "../../../src-main/shell/wall-memory.ts";
import { planWalls } from "../../../src-main/shell/wall-plan.ts";
import type { PlacedWall, WallWindowState } from "../../../src-main/shell/wall-plan.ts";
import { seededRandom } from "../../support/edited-copies.ts";

const corridor = "01KA8K3F000000000000000001";

function display(id: number, label: string, x: number, width = 1920): PresentDisplay {
  const bounds = { x, y: 0, width, height: 1080 };
  const size = { width, height: 1080 };
  return { id, label, bounds, workArea: bounds, size, scaleFactor: 1, internal: label === "" };
}

/** The monitors of a computer, as the shell keeps them from one change of its displays to the next. */
function startComputer(known: readonly KnownMonitor[] = []) {
  let seen: SeenDisplays = new Map();
  let displays: readonly PresentDisplay[] = [];
  let monitors = known;
  let windows: readonly WallWindowState[] = [];

  function apply(): void {
    const recognised = recogniseMonitors({ known: monitors, displays, seen });
    seen = recognised.seen;
    monitors = recognised.known;
    const steps = planWalls(recognised, windows);
    const placed = (wall: PlacedWall): WallWindowState => ({ monitor: wall.monitor, placed: wall });
    const moved = new Map(steps.place.map((wall) => [wall.monitor, placed(wall)]));
    windows = [
      ...windows
        .filter(({ monitor }) => !steps.close.includes(monitor))
        .map((one) => (steps.park.includes(one.monitor) ? { ...one, placed: null } : (moved.get(one.monitor) ?? one))),
      ...steps.open.map(placed),
    ];
  }

  return {
    plug: (...next: readonly PresentDisplay[]) => {
      displays = next;
      apply();
    },
    change: (name: string, change: Partial<KnownMonitor>) => {
      monitors = monitors.map((one) => (one.name === name ? { ...one, ...change } : one));
      apply();
    },
    windows: () => windows,
    /** What hangs where: the left edge of each wall that is seen. */
    walls: () =>
      Object.fromEntries(windows.flatMap(({ placed }) => (placed ? [[placed.path, placed.bounds.x]] : []))) as Record<
        string,
        number
      >,
    known: () => monitors,
    list: () => listMonitors(recogniseMonitors({ known: monitors, displays, seen })),
    nameOf: (id: number) => seen.get(id) ?? "",
  };
}

describe("a wall on a monitor", () => {
  const laptop = display(1, "", 0, 1440);
  const tv = display(2, "Zq TV", 1440);

  test("opens where it was chosen, and waits out of sight while its monitor is unplugged", () => {
    const computer = startComputer();
    computer.plug(laptop, tv);
    expect(computer.walls()).toEqual({});
    computer.change(computer.nameOf(2), { wall: corridor });
    expect(computer.walls()).toEqual({ [`/wall/${corridor}`]: 1440 });
    computer.plug(laptop);
    expect(computer.windows()).toEqual([{ monitor: "Zq TV 1920x1080@1", placed: null }]);
    computer.plug(laptop, display(7, "Zq TV", -1920));
    expect(computer.walls()).toEqual({ [`/wall/${corridor}`]: -1920 });
  });

  test("is closed when it is switched off or taken away, and comes back when it is switched on", () => {
    const computer = startComputer();
    computer.plug(laptop, tv);
    const name = computer.nameOf(2);
    computer.change(name, { wall: "first" });
    expect(computer.walls()).toEqual({ "/wall": 1440 });
    computer.change(name, { isOn: false });
    expect(computer.windows()).toEqual([]);
    computer.change(name, { isOn: true });
    expect(computer.walls()).toEqual({ "/wall": 1440 });
    computer.change(name, { wall: null });
    expect(computer.windows()).toEqual([]);
  });

  test("fills its monitor again when that gets another size or place, and shows another wall when told", () => {
    const computer = startComputer();
    computer.plug(laptop, tv);
    computer.change(computer.nameOf(2), { wall: "first" });
    computer.plug(laptop, display(2, "Zq TV", 1440, 3840));
    expect(computer.windows().map(({ placed }) => placed?.bounds.width)).toEqual([3840]);
    computer.change(computer.nameOf(2), { wall: corridor });
    expect(computer.walls()).toEqual({ [`/wall/${corridor}`]: 1440 });
    expect(computer.windows()).toHaveLength(1);
  });

  test("is found again after a restart, also when the size was changed meanwhile", () => {
    const before = startComputer();
    before.plug(laptop, tv);
    before.change(before.nameOf(2), { wall: "first" });
    const after = startComputer(before.known());
    after.plug(display(21, "", 0, 1440), display(22, "Zq TV", 1440, 2560));
    expect(after.walls()).toEqual({ "/wall": 1440 });
  });

  test("does not go over to the desk's own monitor of the same make when it is unplugged", () => {
    const desk = display(1, "Zq 27", 0, 2560);
    const before = startComputer();
    before.plug(desk, display(2, "Zq 27", 2560));
    before.change(before.nameOf(2), { wall: "first" });
    before.plug(desk);
    expect(before.walls()).toEqual({});
    const after = startComputer(before.known());
    after.plug(display(11, "Zq 27", 0, 2560));
    expect(after.walls()).toEqual({});
  });

  test("of two monitors of one make stays with its own when the other is unplugged", () => {
    const [left, right] = [display(1, "Zq 27", 0), display(2, "Zq 27", 1920)];
    const computer = startComputer();
    computer.plug(left, right);
    computer.change(computer.nameOf(1), { wall: "first" });
    computer.change(computer.nameOf(2), { wall: corridor });
    // The system puts the one that is left where the other stood.
    computer.plug(display(2, "Zq 27", 0));
    expect(computer.walls()).toEqual({ [`/wall/${corridor}`]: 0 });
    computer.plug(right, left);
    expect(computer.walls()).toEqual({ "/wall": 0, [`/wall/${corridor}`]: 1920 });
  });
});

/** Numbers below `sides`, always the same from one seed: a sequence that fails can be run again. */
function createDice(seed: number): (sides: number) => number {
  const random = seededRandom(seed);
  return (sides) => Math.floor(random() * sides);
}

describe("whatever is plugged in and out", () => {
  const makes = ["Zq 27", "Zq 27", "Zq TV", "", "Yx 32"];

  test.each(Array.from({ length: 60 }, (_, seed) => seed + 1))("each monitor has its own wall or none (%i)", (seed) => {
    const dice = createDice(seed);
    const all = makes.map((label, index) => ({ id: index + 1, label }));
    const computer = startComputer();
    computer.plug(...all.map(({ id, label }, at) => display(id, label, at * 1920)));
    const wallOf = new Map(all.map(({ id }) => [id, `01KA8K3F00000000000000000${id}`]));
    for (const [id, wall] of wallOf) computer.change(computer.nameOf(id), { wall });

    for (let step = 0; step < 30; step += 1) {
      const present = all.filter(() => dice(3) > 0).sort(() => dice(3) - 1);
      const displays = present.map(({ id, label }, at) => display(id, label, at * 1920, dice(4) === 0 ? 2560 : 1920));
      computer.plug(...displays);
      const expected = displays.map(({ id, bounds }) => [`/wall/${wallOf.get(id)}`, bounds.x] as const);
      expect(computer.walls()).toEqual(Object.fromEntries(expected));
      expect(new Set(computer.windows().map(({ monitor }) => monitor)).size).toBe(computer.windows().length);
      expect(computer.list().filter(({ isConnected }) => isConnected)).toHaveLength(displays.length);
    }
  });

  test.each(Array.from({ length: 60 }, (_, seed) => seed + 1))(
    "no monitor has two walls, though the system numbers anew (%i)",
    (seed) => {
      const dice = createDice(seed);
      const computer = startComputer();
      for (let step = 0; step < 30; step += 1) {
        const count = dice(5);
        const displays = Array.from({ length: count }, (_, at) =>
          display(100 + dice(400), makes[dice(makes.length)] ?? "", at * 1920, 1280 + 320 * dice(3)),
        ).filter(({ id }, at, list) => list.findIndex((one) => one.id === id) === at);
        computer.plug(...displays);
        for (const { name } of computer.list()) if (dice(2) === 0) computer.change(name, { wall: "first" });
        const seenAt = computer.windows().flatMap(({ placed }) => (placed ? [placed.bounds.x] : []));
        expect(new Set(seenAt).size).toBe(seenAt.length);
        expect(seenAt.every((x) => displays.some(({ bounds }) => bounds.x === x))).toBe(true);
        const names = computer.known().map(({ name }) => name);
        expect(new Set(names).size).toBe(names.length);
      }
    },
  );
});

describe("what is remembered of monitors", () => {
  const tv: KnownMonitor = {
    ...{ name: "Zq TV 1920x1080@1", label: "Zq TV", isBuiltIn: false, width: 1920, height: 1080 },
    ...{ wall: corridor, isOn: false },
  };

  test("comes back as it was written, and is nothing when the file is missing or damaged", () => {
    const folder = mkdtempSync(join(tmpdir(), "watchroom-walls-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(readWallMemory(join(folder, "desktop"))).toEqual([]);
    writeWallMemory(join(folder, "desktop"), [tv]);
    expect(readWallMemory(join(folder, "desktop"))).toEqual([tv]);
    writeFileSync(join(folder, "desktop", "walls.json"), '{"monitors":[');
    expect(readWallMemory(join(folder, "desktop"))).toEqual([]);
  });

  test("leaves out what makes no sense", () => {
    const monitors = [
      ...[tv, { ...tv, wall: null }, null, 7, { ...tv, name: "" }, { ...tv, name: "a", width: -1 }],
      { ...tv, name: "b", wall: "../settings", isOn: "no" },
    ];
    expect(cleanWallMemory({ monitors })).toEqual([tv, { ...tv, name: "b", wall: null, isOn: true }]);
    expect([cleanWallMemory(null), cleanWallMemory({ monitors: "x" })]).toEqual([[], []]);
  });

  test("keeps those with a wall longest", () => {
    const plain = Array.from({ length: 60 }, (_, at) => ({ ...tv, name: `m${at}`, wall: null }));
    const kept = keepMonitors([...plain, tv]);
    expect([kept.length, kept[0], kept[1]?.name]).toEqual([40, tv, "m0"]);
  });
});

test("menu and tray offer the monitors that are plugged in, by number and name", () => {
  const monitor = (name: string, change: Partial<WallMonitor>): WallMonitor => ({
    ...{ name, label: name, isBuiltIn: false, width: 1920, height: 1080, isConnected: true, wall: null, isOn: true },
    ...change,
  });
  const items = wallItems(words.shell, [
    monitor("own", { label: "", isBuiltIn: true }),
    monitor("Zq TV", { wall: "first" }),
    monitor("Zq 27", { wall: corridor, isOn: false }),
    monitor("gone", { wall: "first", isConnected: false }),
  ]);
  expect(items).toEqual([
    { label: "Wall on monitor 1", isOn: false, monitor: "own", hasWall: false },
    { label: "Wall on monitor 2: Zq TV", isOn: true, monitor: "Zq TV", hasWall: true },
    { label: "Wall on monitor 3: Zq 27", isOn: false, monitor: "Zq 27", hasWall: true },
  ]);
});
