import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { kpiLink } from "../../src-renderer/lib/kpi-link.ts";
import { find, openPage, press, settle, until } from "./support/open-page.tsx";
import { createReportsDesk, kpiOf, rowOf, serviceChart } from "./support/reports-desk.ts";
import { idOf, NOON } from "./support/rows.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const week = "from=2026-11-13&to=2026-11-19";
const main = () => find("main").textContent ?? "";
const panel = () => document.querySelector("aside");
const card = (name: string) => find<HTMLButtonElement>(`#figure-${name}`);
const rows = () => [...document.querySelectorAll('aside [role="option"]')];
const cursorText = () => find('aside [role="option"][aria-selected="true"]').textContent ?? "";
const click = async (element: Element | undefined) => {
  if (!element) throw new Error("there is nothing to click");
  await act(async () => element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
  await settle();
};
const buttonNamed = (name: string | RegExp) =>
  [...document.querySelectorAll("main button")].find(({ textContent }) => new RegExp(name).test(textContent ?? ""));

async function openReports(desk: ReturnType<typeof createReportsDesk>, query = week) {
  await openPage({ link: desk.link, path: `/reports?${query}` });
  await until(() => document.querySelector("h1 + *") !== null && main().includes("As of"), "figures are shown");
  return desk;
}

describe("figures", () => {
  test("the title says period, buckets, calendars and how copies are counted", async () => {
    await openReports(createReportsDesk(), `${week}&buckets=pr,care&counted=stories`);
    expect(find("h1").textContent).toBe("Service, 13 Nov to 19 Nov · PR and Care · Desk hours and Zqharbour · Stories");
    expect(main()).toContain("Europe/London time · 7 left out");
  });

  test("a card has value, change with sign and word, n and what it is made of", async () => {
    await openReports(createReportsDesk());
    const { textContent } = card("service_level");
    expect(textContent).toContain("Service level, 80 % in 60 m");
    expect(textContent).toMatch(/86\.0\s*%/);
    expect(textContent).toContain("+3.1 pts, better");
    expect(textContent).toContain("n 388");
    expect(textContent).toMatch(/302 .*31 .*25 .*30 /);
  });

  test("less time is better, and a longer period is asked as one", async () => {
    const desk = await openReports(createReportsDesk());
    expect(card("first_response").textContent).toContain("−5 m, better");
    expect(card("private_completed").textContent).toContain("−4.0 pts, worse");
    expect(desk.sent("kpis.read")[0]).toEqual({
      from: Date.UTC(2026, 10, 13),
      to: Date.UTC(2026, 10, 20),
      asOf: null,
      buckets: [],
      sourceId: null,
      departmentId: null,
      personId: null,
      clock: "hours",
      counted: "mentions",
    });
  });

  test("no data is a dash and never a zero, and the page says what to do", async () => {
    const desk = createReportsDesk();
    desk.kpis = desk.kpis.map(({ name }) => kpiOf(name, { value: null, n: 0, parts: {}, spread: [], previous: null }));
    await openReports(desk);
    expect(card("service_level").textContent).toContain("–");
    expect(card("service_level").textContent).not.toMatch(/\b0 ?%|100 ?%/);
    expect(main()).toContain("Nothing was counted in this period");
  });

  test("sentiment of which all is unsure is a dash, and too small an n is said", async () => {
    const desk = createReportsDesk();
    desk.kpis = desk.kpis.map((kpi) =>
      kpi.name === "net_sentiment" ? { ...kpi, value: null, n: 0, parts: { unsure: 12 }, also: {}, spread: [] } : kpi,
    );
    await openReports(desk, `${week}&report=volume`);
    expect(card("net_sentiment").textContent).toMatch(/–.*nothing before.*n 0.*n too small.*12 /);
  });

  test("a desk that did not listen says how long", async () => {
    const desk = createReportsDesk();
    desk.basis = { gaps: [{ from: NOON - 3 * 3_600_000, to: NOON, kind: "asleep" }] } as never;
    await openReports(desk);
    expect(main()).toContain("did not listen for 3 h 00");
  });

  test("a silence of under a quarter of an hour is not spoken of", async () => {
    const desk = createReportsDesk();
    desk.basis = { gaps: [{ from: NOON - 14 * 60_000, to: NOON, kind: "asleep" }] } as never;
    await openReports(desk);
    expect(main()).not.toContain("did not listen");
  });

  test("all figures stand in a list with their definitions", async () => {
    await openReports(createReportsDesk(), `${week}&report=all`);
    expect(document.querySelectorAll('main tbody th[scope="row"]')).toHaveLength(33);
  });

  test("without a lead nobody is offered a person", async () => {
    await openReports(createReportsDesk({ roles: ["agent"] }));
    expect([...document.querySelectorAll("main label")].map(({ textContent }) => textContent)).not.toContain("Person");
  });
});

describe("rows", () => {
  test("a card opens its rows, Enter opens the case, and back keeps the place", async () => {
    const desk = await openReports(createReportsDesk());
    await click(card("service_level"));
    await until(() => rows().length > 0, "rows are shown");
    expect(document.activeElement).toBe(find('aside [role="listbox"]'));
    await press("j");
    await press("j");
    expect(cursorText()).toContain("Zqrow3");
    await press("Enter");
    expect(location.pathname).toBe(`/case/${idOf(103)}`);
    await act(async () => history.back());
    await until(() => rows().length > 0, "rows are shown again");
    expect(cursorText()).toContain("Zqrow3");
    expect(desk.sent("kpis.rows")[0]).toMatchObject({ kpi: "service_level", part: null });
  });

  test("each part opens its own rows", async () => {
    const desk = await openReports(createReportsDesk(), `${week}&kpi=service_level`);
    await until(() => rows().length > 0, "rows are shown");
    await click(buttonNamed(/^31 /));
    await until(() => rows().length === 4, "only late rows are shown");
    expect(desk.sent("kpis.rows").at(-1)).toMatchObject({ kpi: "service_level", part: "late" });
    expect(panel()?.textContent).toContain("4 rows");
  });

  test("Escape closes them and the focus is on the card again", async () => {
    await openReports(createReportsDesk());
    await click(card("response_rate"));
    await until(() => rows().length > 0, "rows are shown");
    await press("Escape");
    expect(panel()).toBeNull();
    expect(document.activeElement).toBe(card("response_rate"));
  });

  test("a link from another screen opens exactly its rows", async () => {
    const desk = createReportsDesk();
    const scope = { from: NOON - 3_600_000, to: NOON, buckets: ["care" as const], sourceId: idOf(1) };
    const [, query = ""] = kpiLink({ kpi: "volume", part: "stories", scope }).split("?");
    await openReports(desk, query);
    await until(() => rows().length > 0 || main().includes("No row counts"), "the panel answers");
    expect(desk.sent("kpis.rows")[0]).toMatchObject({ ...scope, kpi: "volume", part: "stories", departmentId: null });
  });

  test("many rows are read page by page, and only those in sight exist", async () => {
    const desk = createReportsDesk();
    desk.figureRows = Array.from({ length: 350 }, (_, number) => rowOf(number + 1));
    await openReports(desk, `${week}&kpi=volume`);
    await until(() => rows().length > 0, "rows are shown");
    for (let tries = 0; tries < 8; tries += 1) await press("End");
    const active = () => find('aside [role="listbox"]').getAttribute("aria-activedescendant");
    await until(() => active() === "figure-row-349", "the cursor is on the last row");
    expect(desk.sent("kpis.rows").map(({ cursor }) => cursor)).toEqual([null, "100", "200", "300"]);
    expect(rows().length).toBeLessThan(60);
  });

  test("a point of a chart opens the rows of its step", async () => {
    const desk = await openReports(createReportsDesk());
    await until(() => buttonNamed("Fri 13") !== undefined, "the table stands for the chart");
    await click(buttonNamed("Fri 13"));
    await until(() => desk.sent("kpis.rows").length > 0, "rows are asked for");
    expect(desk.sent("kpis.rows")[0]).toMatchObject({ from: Date.UTC(2026, 10, 13), to: Date.UTC(2026, 10, 14) });
  });

  test("a row of a person without rights has no name, and right-to-left and emoji titles stand as they are", async () => {
    const desk = createReportsDesk({ roles: ["agent"] });
    desk.figureRows = [rowOf(1, { title: "שלום עולם 🛳️", person: null, source: "=cmd()" })];
    await openReports(desk, `${week}&kpi=volume`);
    await until(() => rows().length > 0, "rows are shown");
    expect(rows()[0]?.textContent).toMatch(/שלום עולם 🛳️.*=cmd\(\)/);
    expect(rows()[0]?.querySelector("b")?.getAttribute("dir")).toBe("auto");
  });
});

describe("export", () => {
  test("the button says how many rows, and the panel asks for exactly the period that is shown", async () => {
    const desk = await openReports(createReportsDesk(), `${week}&buckets=care`);
    await until(() => buttonNamed("Export 388 rows") !== undefined, "the rows are counted");
    await press("x");
    expect(main()).toContain("Cases behind the figures: Service, 13 Nov to 19 Nov");
    expect(desk.sent("exports.preview").at(-1)).toEqual({
      what: {
        of: "cases",
        from: Date.UTC(2026, 10, 13),
        to: Date.UTC(2026, 10, 20),
        asOf: null,
        buckets: ["care"],
        sourceId: null,
        departmentId: null,
        personId: null,
        clock: "hours",
        counted: "mentions",
      },
    });
  });

  test("who may not have a file is told who may, and nothing is asked", async () => {
    const desk = await openReports(createReportsDesk({ roles: ["agent"] }));
    await press("x");
    expect(buttonNamed("Export")?.getAttribute("title")).toBe(
      "Files of figures are made by shift lead, admin and corpcomm.",
    );
    expect(desk.sent("exports.preview")).toEqual([]);
  });
});

describe("charts", () => {
  test("without a canvas the table stands in place of the chart, a closed day says so and is no zero", async () => {
    await openReports(createReportsDesk());
    await until(() => document.querySelectorAll("main tbody tr").length >= 7, "the table is shown");
    const days = [...document.querySelectorAll("main section tbody tr")].map(({ textContent }) => textContent);
    expect(days[2]).toBe("Sun 15, 15 Nov, closed–0");
    expect(days[4]).toBe("Tue 17, 17 Nov74.0 %83");
  });

  test("a day of 25 hours carries its mark", async () => {
    const desk = createReportsDesk();
    const start = Date.UTC(2026, 9, 24, 23);
    desk.charts = {
      service: [
        serviceChart({
          times: [start, start + 25 * 3_600_000],
          end: start + 49 * 3_600_000,
          series: [{ key: "service_level", name: null, values: [90, 80], n: [4, 5] }],
          gaps: [],
        }),
      ],
    };
    await openReports(desk, "from=2026-10-25&to=2026-10-26");
    await until(() => main().includes("(25 h)"), "the long day is marked");
    expect(main().match(/\(\d\d h\)/g)).toEqual(["(25 h)"]);
  });
});

describe("troubles", () => {
  test("when the desk does not answer the last figures stay, dimmed, with their time", async () => {
    const desk = await openReports(createReportsDesk());
    desk.setState("lost");
    await settle();
    expect(card("service_level").textContent).toContain("86.0");
    expect(find("main [role=alert]").textContent).toMatch(/^These are the figures of .*does not answer/);
  });

  test("a refusal stands in place of the figures and can be tried again", async () => {
    const desk = createReportsDesk();
    const answer = desk.handlers["kpis.read"];
    desk.handlers["kpis.read"] = () => {
      throw new EngineError("bad-period");
    };
    await openPage({ link: desk.link, path: `/reports?${week}` });
    await until(() => main().includes("ends before it begins"), "the refusal is shown");
    if (answer) desk.handlers["kpis.read"] = answer;
    await click(buttonNamed("Try again"));
    await until(() => main().includes("As of"), "figures are shown");
    expect(card("service_level").textContent).toContain("86.0");
  });

  test("days that run backwards are said and not asked", async () => {
    const desk = createReportsDesk();
    await openPage({ link: desk.link, path: "/reports?from=2026-11-19&to=2026-11-13" });
    await until(() => main().includes("The last day is before the first."), "the trouble is said");
    expect(desk.sent("kpis.read")).toEqual([]);
  });
});
