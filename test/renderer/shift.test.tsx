import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { presentShift, spanOf } from "../../src-renderer/features/shift/period.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { localInstant } from "../../src-renderer/lib/format.ts";
import { find, openPage, press, settle, until } from "./support/open-page.tsx";
import { idOf, sunniva } from "./support/rows.ts";
import { createShiftDesk, lineOf, openShift, pastShift, summary } from "./support/shift-desk.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const main = () => find("main").textContent ?? "";
const lines = () => [...document.querySelectorAll('[role="grid"] [role="row"][aria-selected]')];
const cursorText = () => find('[role="grid"] [aria-selected="true"]').textContent ?? "";

async function openLog(desk: ReturnType<typeof createShiftDesk>, path = "/shift") {
  await openPage({ link: desk.link, path });
  await until(
    () => document.querySelector("h1")?.textContent === "Shift log" && main().includes("mentions in"),
    "the shift screen is shown",
  );
  await until(() => desk.lines.length === 0 || lines().length > 0, "lines are shown");
  return desk;
}

async function write(text: string): Promise<void> {
  const field = find<HTMLTextAreaElement>("textarea");
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const buttonNamed = (name: string) =>
  [...document.querySelectorAll<HTMLButtonElement>("button")].find((button) => button.textContent?.startsWith(name));

describe("a shift by keyboard", () => {
  test("Shift+S opens one where none is open and says so", async () => {
    const desk = await openLog(createShiftDesk({ shifts: [pastShift] }));
    expect(main()).toContain("No shift is open");
    await press("S", { shiftKey: true });
    expect(desk.sent("shifts.open")).toEqual([{}]);
    expect(main()).toContain(`Open since`);
    expect(find("footer").textContent).toContain("Shift opened.");
  });

  test("Shift+S asks in place, shows the text and closes with Enter on the button that has the focus", async () => {
    const desk = await openLog(createShiftDesk());
    await press("w");
    expect(document.activeElement).toBe(find("textarea"));
    await write("Ring the hospital");
    await act(async () => find('[role="grid"]').focus());
    await press("S", { shiftKey: true });
    expect(desk.sent("shifts.close")).toEqual([]);
    expect(document.querySelector('[aria-modal="true"]')).toBeNull();
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("Ring the hospital");
    expect(document.activeElement?.textContent).toBe("Close and sign");
    await act(async () => (document.activeElement as HTMLButtonElement).click());
    await settle();
    expect(desk.sent("shifts.close")).toEqual([
      { id: openShift.id, version: 1, text: "Ring the hospital", until: null },
    ]);
    expect(main()).toContain("No shift is open");
  });

  test("Escape takes the question back and the focus returns to the log", async () => {
    const desk = await openLog(createShiftDesk());
    await act(async () => find('[role="grid"]').focus());
    await press("S", { shiftKey: true });
    await press("Escape");
    expect(desk.sent("shifts.close")).toEqual([]);
    expect(document.activeElement).toBe(find('[role="grid"]'));
  });

  test("a refused close keeps the handover text and says why", async () => {
    const desk = await openLog(createShiftDesk());
    desk.handlers["shifts.close"] = () => {
      throw new EngineError("stale");
    };
    await write("Three promises are open");
    await press("S", { shiftKey: true });
    await act(async () => buttonNamed("Close and sign")?.click());
    await settle();
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("Three promises are open");
    expect(find("aside [role=alert]").textContent).toBe("Somebody changed it meanwhile. Look again, then repeat.");
  });

  test("the handover text is still there after the page was loaded again", async () => {
    const desk = createShiftDesk();
    await openLog(desk);
    await write("Half a sentence");
    document.body.replaceChildren();
    // Whether it was stored by then or not.
    await openLog(desk);
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("Half a sentence");
  });

  test("an agent reads why, and the desk is not asked", async () => {
    const desk = await openLog(createShiftDesk({ shifts: [], roles: ["agent"] }));
    expect(main()).toContain(`Only a shift lead opens a shift. At this desk: ${sunniva.name}.`);
    await press("S", { shiftKey: true });
    await act(async () => buttonNamed("Open shift")?.click());
    expect(desk.sent("shifts.open")).toEqual([]);
  });
});

describe("the log", () => {
  test("J and K walk the lines, Enter opens the case", async () => {
    await openLog(createShiftDesk({ lines: [lineOf(1), lineOf(2), lineOf(3)] }));
    await press("j");
    await press("j");
    await press("k");
    expect(cursorText()).toContain("Zqwhat2");
    await press("Enter");
    expect(location.pathname).toBe(`/case/${idOf(102)}`);
  });

  test("it is read page by page, and only rows in sight exist", async () => {
    const desk = createShiftDesk({ lines: Array.from({ length: 650 }, (_, at) => lineOf(at + 1)) });
    await openLog(desk);
    await act(async () => find('[role="grid"]').focus());
    for (let tries = 0; tries < 12 && !main().includes("650 lines, that is all"); tries += 1) await press("End");
    expect(main()).toContain("650 lines, that is all");
    expect(desk.sent("shifts.log").map((input) => [input["cursor"], input["limit"]])).toEqual([
      [null, 200],
      [200, 200],
      [400, 200],
      [600, 200],
    ]);
    expect(lines().length).toBeLessThan(120);
  });

  test("figures that are not known yet are dashes", async () => {
    const desk = createShiftDesk({ lines: [] });
    for (const name of ["shifts.log", "shifts.summary"] as const)
      desk.handlers[name] = () => {
        throw new EngineError("internal");
      };
    await openLog(desk);
    expect([...document.querySelectorAll("main dd")].map((figure) => figure.textContent)).toEqual(Array(8).fill("–"));
    expect(main()).toContain("Something went wrong");
  });

  test("is narrowed by kind, by person and to the case of a line", async () => {
    const desk = await openLog(createShiftDesk());
    await press("f");
    const [kind, person] = [
      ...document.querySelectorAll<HTMLSelectElement>('[aria-label="Which lines are shown"] select'),
    ];
    expect(document.activeElement).toBe(kind);
    await choose(kind, "promises");
    await choose(person, sunniva.id);
    await act(async () => find('[role="grid"]').focus());
    await press("l");
    await settle();
    expect(desk.sent("shifts.log").at(-1)).toMatchObject({
      kinds: ["promise."],
      personId: sunniva.id,
      storyId: idOf(101),
    });
    await act(async () => buttonNamed("Show all lines")?.click());
    await settle();
    expect(desk.sent("shifts.log").at(-1)).toMatchObject({ kinds: [], personId: null, storyId: null });
  });

  test("a past shift shows its span and its handover", async () => {
    const desk = await openLog(createShiftDesk(), `/shift?shift=${pastShift.id}`);
    expect(find("aside").textContent).toContain("Zqhandover of yesterday");
    expect(desk.sent("shifts.log")[0]).toMatchObject({ from: pastShift.openedAt, to: (pastShift.closedAt ?? 0) + 1 });
  });
});

async function choose(field: HTMLSelectElement | undefined, value: string): Promise<void> {
  const setValue = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(field, value);
    field?.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

describe("the sheet", () => {
  const sheet = () => find("aside").textContent ?? "";

  test("shows what stands open, what is promised and what could not be heard, each with its case", async () => {
    await openLog(createShiftDesk());
    await until(() => sheet().includes("Zqrefund"), "the sheet is shown");
    expect(sheet()).toContain("Mirela is drafting; Ring operations first");
    expect(sheet()).toContain("Zqletter");
    expect(sheet()).toContain("Brackholm Post");
    expect([...document.querySelectorAll('aside a[href^="/case/"]')].map((link) => link.textContent)).toEqual([
      "Zqrefund, Zqdorrit",
      "Zqletter",
    ]);
  });

  test("a number opens its cases, or its lines in the log", async () => {
    const desk = await openLog(createShiftDesk());
    const figure = (name: string) =>
      [...document.querySelectorAll("aside dl div")]
        .find((one) => one.textContent?.startsWith(name))
        ?.querySelector("button");
    await until(() => figure("answered")?.disabled === false, "the numbers are known");
    await act(async () => figure("answered")?.click());
    await settle();
    expect(desk.sent("shifts.rows")).toEqual([{ from: summary.from, to: summary.to, of: "answered" }]);
    await act(async () => figure("promised")?.click());
    await settle();
    expect(desk.sent("shifts.log").at(-1)).toMatchObject({ kinds: ["promise."] });
  });

  test("of a closed shift is what was signed; T signs for taking it over and opens the next one", async () => {
    const desk = await openLog(createShiftDesk({ shifts: [pastShift] }), `/shift?shift=${pastShift.id}`);
    await until(() => sheet().includes("Zqhandover of yesterday"), "the handover is shown");
    expect(sheet()).toContain("Erased on request");
    expect(sheet()).toContain("1 number of the period is another one today.");
    await act(async () => buttonNamed("Verify")?.click());
    await settle();
    expect(sheet()).toContain("The chain holds: 1,234 events.");
    await act(async () => find('[role="grid"]').focus());
    await press("t");
    expect(desk.sent("shifts.takeOver")).toEqual([{ id: pastShift.id, version: 2, open: true }]);
    expect(find("footer").textContent).toContain("Taken over and signed. Your shift is open.");
  });
});

describe("handover words", () => {
  test("are stored while they are typed, and again after the desk was gone", async () => {
    const desk = await openLog(createShiftDesk());
    await write("Ring the hospital");
    await until(() => sessionStorage.length === 0 && desk.sent("shifts.write").length > 0, "the words are stored");
    expect(desk.sent("shifts.write").at(-1)).toEqual({ id: openShift.id, textVersion: 0, text: "Ring the hospital" });
  });

  test("of a colleague are not written over unasked", async () => {
    const desk = createShiftDesk();
    desk.handlers["shifts.write"] = () => {
      throw new EngineError("stale");
    };
    await openLog(desk);
    await write("Mine");
    await until(() => document.querySelector("aside [role=alert]") !== null, "the page asks whose words stay");
    await act(async () => buttonNamed("Take theirs")?.click());
    expect(find<HTMLTextAreaElement>("textarea").value).toBe("");
  });
});

describe("the shift of the present", () => {
  const closedAt = pastShift.closedAt ?? 0;
  const handed = { by: sunniva, at: closedAt, hash: "ab", isAlone: false };
  const toTake = { ...pastShift, handover: handed, takeover: null };

  test("is the open one, else the last that waits for a day at most to be taken over", () => {
    expect(presentShift([toTake, openShift], closedAt)).toBe(openShift);
    expect(presentShift([toTake], closedAt + 3_600_000)).toBe(toTake);
    expect(presentShift([toTake], closedAt + 90_000_000)).toBeNull();
    expect(presentShift([{ ...toTake, takeover: handed }], closedAt + 1)).toBeNull();
    expect(presentShift([], closedAt)).toBeNull();
  });
});

describe("days", () => {
  const place = (timeZone: string, today: string) => ({
    shifts: [],
    today,
    localInstant: (days: number, minute: number) =>
      localInstant({ now: Date.UTC(2026, 2, 29, 12), days, minute, timeZone }),
  });

  test("are those of the desk's clock, also on the day on which an hour is missing", () => {
    const span = spanOf({ kind: "days", from: "2026-03-29", to: "2026-03-29" }, place("Europe/London", "2026-03-29"));
    expect(span).toEqual({ from: Date.UTC(2026, 2, 29), to: Date.UTC(2026, 2, 29, 23), isRunning: true });
  });

  test("that run backwards give no span", () => {
    expect(
      spanOf({ kind: "days", from: "2026-03-29", to: "2026-03-28" }, place("Europe/London", "2026-03-29")),
    ).toBeNull();
  });
});

describe("export", () => {
  test("X opens the export; its start gives both files with the row count", async () => {
    const desk = await openLog(createShiftDesk());
    await press("x");
    await until(() => document.activeElement?.textContent?.includes("Write the file") === true, "start is at hand");
    await act(async () => (document.activeElement as HTMLElement).click());
    await until(() => document.querySelectorAll("a[download]").length === 2, "both files are offered");
    expect(desk.sent("exports.start")).toEqual([
      { what: { of: "shift_log", from: openShift.openedAt, to: expect.any(Number) }, format: "csv" },
    ]);
    const panel = find('[aria-label^="Log of"]').textContent ?? "";
    expect(panel).toContain("2 rows");
    const files = [...document.querySelectorAll<HTMLAnchorElement>("a[download]")];
    expect(files.map((link) => link.download)).toEqual([
      "shift-log_2026-11-19T1100_2026-11-19T1200.csv",
      "shift-log_2026-11-19T1100_2026-11-19T1200.csv.sidecar.json",
    ]);
    expect(files.every((link) => link.href.startsWith("blob:"))).toBe(true);
    files[0]?.addEventListener("click", (event) => event.preventDefault());
    await act(async () => files[0]?.click());
    expect(find('[aria-label^="Log of"]').textContent).toContain("went to the downloads of this browser or window");
  });

  test("an agent is told who may, and the desk is not asked", async () => {
    const desk = await openLog(createShiftDesk({ roles: ["agent"] }));
    await press("x");
    expect(desk.sent("exports.start")).toEqual([]);
    expect(find("footer").textContent).toContain(
      "Only a shift lead, corporate communications or an admin exports the log.",
    );
  });
});
