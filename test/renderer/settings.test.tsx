import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { find, openPage, press, settle, type, until } from "./support/open-page.tsx";
import { mirela, sunniva } from "./support/rows.ts";
import { createSettingsDesk, policyRows } from "./support/settings-desk.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const main = () => find("main").textContent ?? "";
/** The last button of that name: what was opened last stands below the rest. */
function button(name: string): HTMLButtonElement | undefined {
  const named = [...document.querySelectorAll<HTMLButtonElement>("main button")].map((each) => ({
    each,
    says: each.getAttribute("aria-label") ?? each.textContent ?? "",
  }));
  return (named.findLast(({ says }) => says === name) ?? named.findLast(({ says }) => says.startsWith(name)))?.each;
}

async function openSection(section: string, desk = createSettingsDesk()) {
  await openPage({ link: desk.link, path: `/settings?section=${section}` });
  await until(() => document.querySelector("main h1") !== null && !main().includes("Loading"), "the section is shown");
  await settle();
  return desk;
}

async function click(name: string): Promise<void> {
  const found = button(name);
  if (!found) throw new Error(`no button ${name} in ${main()}`);
  await act(async () => {
    found.focus();
    found.click();
  });
  await settle();
}

function field<Kind extends HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement = HTMLInputElement>(
  label: string,
): Kind {
  const found = [...document.querySelectorAll("main label")].find((each) => each.textContent === label);
  const control = found && document.getElementById(found.getAttribute("for") ?? "");
  if (!control) throw new Error(`no field ${label}`);
  return control as Kind;
}

async function fill(label: string, text: string): Promise<void> {
  const control = field(label);
  const prototype = Object.getPrototypeOf(control) as object;
  await act(async () => {
    Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(control, text);
    control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  });
}

const faultOf = (control: HTMLElement) =>
  (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((id) => id.endsWith("-error"))
    .map((id) => document.getElementById(id)?.textContent)
    .join();

describe("saving a section", () => {
  test("sends the section alone and says when it was saved", async () => {
    const desk = await openSection("firm");
    await fill("Brand names", "Ternway\nTernway Ferries\n");
    await click("Save");
    const brand = {
      names: ["Ternway", "Ternway Ferries"],
      misspellings: ["Turnway"],
      rivals: [],
      sites: ["ternway.example"],
    };
    expect(desk.sent("settings.save")).toEqual([{ version: 1, change: { brand } }]);
    expect(find("form [role=status]").textContent).toMatch(/^Saved \d\d:\d\d$/);
  });

  test("that somebody else changed meanwhile is explained, and what was typed stays until the person decides", async () => {
    const desk = await openSection("firm");
    await fill("Brand names", "Mine");
    desk.version = 2;
    desk.settings = { ...desk.settings, brand: { ...desk.settings.brand, names: ["Theirs"] } };
    await click("Save");
    expect(field("Brand names").value).toBe("Mine");
    expect(find("form [role=alert]").textContent).toContain(
      "Somebody changed this section meanwhile. What you typed is still here",
    );
    expect(desk.settings.brand.names).toEqual(["Theirs"]);
    await click("Save mine over it");
    expect(desk.settings.brand.names).toEqual(["Mine"]);
  });

  test("takes what is saved now when the person gives up their own", async () => {
    const desk = await openSection("firm");
    await fill("Brand names", "Mine");
    desk.version = 2;
    desk.settings = { ...desk.settings, brand: { ...desk.settings.brand, names: ["Theirs"] } };
    await click("Save");
    await click("Take what is saved now");
    expect(field("Brand names").value).toBe("Theirs");
    expect(desk.settings.brand.names).toEqual(["Theirs"]);
  });

  test("is not in the way of somebody who saved another section", async () => {
    const desk = await openSection("firm");
    await fill("Brand names", "Mine");
    desk.version = 2;
    desk.settings = { ...desk.settings, holdMinutes: 9 };
    await click("Save");
    expect([desk.settings.brand.names, desk.settings.holdMinutes]).toEqual([["Mine"], 9]);
  });

  test("keeps what was typed when the engine is away, and says so", async () => {
    const desk = await openSection("wall");
    desk.handlers["settings.save"] = () => {
      throw new EngineError("disk-full");
    };
    await fill("Distance, metres", "4,5");
    await click("Save");
    expect(field("Distance, metres").value).toBe("4,5");
    expect(main()).toContain("The disk is full. Nothing was changed.");
  });

  test("says at the field what is wrong, gives it the focus and sends nothing", async () => {
    const desk = await openSection("wall");
    await fill("Screen diagonal, inches", "8");
    await click("Save");
    expect(faultOf(field("Screen diagonal, inches"))).toBe("Write a number from 20 to 120.");
    expect(document.activeElement).toBe(field("Screen diagonal, inches"));
    expect(desk.sent("settings.save")).toEqual([]);
  });

  test("a wall on which not everything can be read is refused in words, and saved once a tile is off", async () => {
    const desk = await openSection("wall");
    await fill("Screen diagonal, inches", "43");
    expect(main()).toContain("No room from where people sit: Top stories and Feeds.");
    await click("Save");
    expect(desk.sent("settings.save")).toEqual([]);
    await act(async () => document.querySelector<HTMLElement>('[aria-label="Take Top stories off"]')?.click());
    await act(async () => document.querySelector<HTMLElement>('[aria-label="Take Feeds off"]')?.click());
    await fill("Distance, metres", "4");
    await click("Save");
    expect(desk.settings.walls[0]).toMatchObject({
      diagonalInches: 43,
      distanceMetres: 4,
      pages: [
        ["volume", "net"],
        ["stories", "buckets"],
        ["feeds", "approvals", "handovers", "response"],
      ],
    });
  });

  test("a wall is added, named, taken off and brought back before anything is saved", async () => {
    const desk = await openSection("wall");
    await click("Add a wall");
    await fill("Name", "Lobby");
    await click("Remove Lobby");
    await click("Undo");
    await click("Save");
    expect(desk.settings.walls.map(({ name }) => name)).toEqual(["Wall", "Lobby"]);
    expect(new Set(desk.settings.walls.map(({ id }) => id)).size).toBe(2);
  });

  test("is for admins and leads; others read why", async () => {
    const desk = await openSection("firm", createSettingsDesk({ roles: ["agent"] }));
    expect(main()).toContain("This can be changed by: admin and shift lead.");
    expect(field<HTMLTextAreaElement>("Brand names").readOnly).toBe(true);
    expect(button("Save")).toBeUndefined();
    expect(desk.sent("settings.save")).toEqual([]);
  });
});

describe("hours", () => {
  test("several stretches a day, a night until 24:00", async () => {
    const desk = await openSection("hours");
    await click("Add hours on Sunday");
    await fill("Sunday, hours 1, from", "22");
    await fill("Sunday, hours 1, to", "24:00");
    await click("Save");
    const { Mon, Sun } = desk.settings.calendar.week;
    expect({ Mon, Sun }).toEqual({
      Mon: [
        [480, 720],
        [780, 1020],
      ],
      Sun: [[1320, 1440]],
    });
  });

  test.each([
    ["9:75", "17:00", "Write times such as 08:30, up to 24:00."],
    ["17:00", "9:00", "The end must be after the beginning."],
    ["8:00", "9:00", "These hours overlap others of the day."],
  ])("%s to %s is refused in words", async (from, to, says) => {
    const desk = await openSection("hours");
    await click("Add hours on Tuesday");
    await fill("Tuesday, hours 2, from", from);
    await fill("Tuesday, hours 2, to", to);
    await click("Save");
    expect(faultOf(field("Tuesday, hours 2, from"))).toBe(says);
    expect(desk.sent("settings.save")).toEqual([]);
  });

  test("a week without hours is refused before it is sent", async () => {
    const desk = await openSection("hours");
    await click("Remove hours 2 of Monday");
    await click("Remove hours 1 of Monday");
    await click("Remove hours 1 of Tuesday");
    await click("Save");
    expect(main()).toContain("The desk needs at least one open hour a week.");
    expect(desk.sent("settings.save")).toEqual([]);
  });
});

describe("people", () => {
  test("nobody joins before the first person has a PIN, and the reason is on the screen", async () => {
    const desk = await openSection("people", createSettingsDesk({ people: [{ hasPin: false }] }));
    expect(main()).toContain(`${sunniva.name} needs a PIN before a second person joins`);
    await click("Add person");
    expect(document.querySelector("main form")).toBeNull();
    await click(`Set PIN of ${sunniva.name}`);
    await fill("PIN", "12345");
    await fill("PIN again", "12345");
    await click("Set PIN");
    expect(faultOf(field("PIN"))).toBe("A PIN has 6 digits or more, and nothing else.");
    expect(desk.sent("people.setPin")).toEqual([]);
    await fill("PIN", "123456");
    await fill("PIN again", "123456");
    await click("Set PIN");
    expect(desk.sent("people.setPin")).toEqual([{ id: sunniva.id, pin: "123456" }]);
    await click("Add person");
    expect(document.querySelector("main form")).not.toBeNull();
  });

  test("a second person joins with name, roles, departments and a PIN typed twice", async () => {
    const desk = await openSection("people");
    await click("Add person");
    await fill("Name", "Owen Brask");
    await fill("Departments", "Service, Sales");
    await fill("PIN", "284613");
    await fill("PIN again", "284614");
    await click("Add to the desk");
    expect(faultOf(field("PIN again"))).toBe("The two PINs are not the same.");
    await fill("PIN again", "284613");
    await click("Add to the desk");
    expect(desk.sent("people.add")).toEqual([
      { name: "Owen Brask", roles: ["agent"], departments: ["Service", "Sales"], pin: "284613" },
    ]);
    expect(main()).toContain("Owen Brask");
    expect(document.body.innerHTML).not.toContain("284613");
  });

  test("a stale change keeps what was typed, and the next save carries the present version", async () => {
    const desk = await openSection("people");
    const versions: unknown[] = [];
    desk.handlers["people.update"] = ({ version, name }) => {
      versions.push(version);
      desk.peopleRows = desk.peopleRows.map((person) => (person.id === mirela.id ? { ...person, version: 7 } : person));
      if (version !== 7) throw new EngineError("stale");
      return { ...mirela, name, version: 8, roles: ["agent"], departments: [], hasPin: true, createdAt: 0 };
    };
    await click(`Edit ${mirela.name}`);
    await fill("Name", "Mirela Oakes-Hart");
    await click("Save");
    expect(field("Name").value).toBe("Mirela Oakes-Hart");
    expect(main()).toContain("Somebody changed this meanwhile. What you typed is still here");
    await click("Save");
    expect(versions).toEqual([1, 7]);
  });

  test("removal is asked first, in place", async () => {
    const desk = await openSection("people");
    desk.handlers["people.remove"] = () => ({});
    await click(`Remove ${mirela.name}`);
    expect(desk.sent("people.remove")).toEqual([]);
    expect(document.activeElement?.textContent).toBe("Remove");
    await press("Escape");
    expect(document.querySelector('main [role="group"]')).toBeNull();
    await click(`Remove ${mirela.name}`);
    await click("Remove");
    expect(desk.sent("people.remove")).toEqual([{ id: mirela.id, version: 1 }]);
  });
});

describe("replies", () => {
  test("self-approval is warned of in plain words as soon as it is ticked", async () => {
    await openSection("replies");
    expect(main()).not.toContain("Nobody else reads a reply");
    await act(async () => field("Authors may approve their own words").click());
    expect(main()).toContain("Nobody else reads a reply before it goes public.");
  });
});

describe("the approval policy", () => {
  const rows = () => [...document.querySelectorAll("#replies-policy fieldset")];
  const card = () => find("#replies-policy");
  const inCard = (says: string) =>
    [...card().querySelectorAll("button")].find((one) => one.textContent?.startsWith(says));

  test("is a table of rows that is saved as its next version, and says how many holds it stopped", async () => {
    const desk = await openSection("replies");
    await until(() => rows().length === 2, "the rows are shown");
    expect(card().textContent).toContain("Version 2");
    await act(async () => inCard("Add a row")?.click());
    const [people] = [...(rows()[2]?.querySelectorAll("select") ?? [])].slice(-1);
    await act(async () => {
      if (people) people.value = "2";
      people?.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await act(async () => inCard("Save")?.click());
    await until(() => desk.sent("policy.save").length === 1, "the policy is sent");
    const [first] = policyRows;
    expect(desk.sent("policy.save")).toEqual([
      {
        version: 2,
        rows: [...policyRows, { when: first?.when, asks: { template: false, approvers: 2, legal: false } }],
      },
    ]);
    await until(() => document.body.textContent.includes("1 reply on hold waits for another look."), "it says so");
  });

  test("says in words what happens to a reply before it is saved", async () => {
    await openSection("replies");
    await until(() => card().textContent.includes("One person must approve it: corpcomm"), "the usual reply");
    expect(card().textContent).toContain("Own words always need a person.");
    const followers = [...card().querySelectorAll("input")].findLast((one) => one.inputMode === "numeric");
    if (!followers) throw new Error("nowhere to write followers");
    await type(followers, "20 000");
    await until(() => card().textContent.includes("Two people must approve it"), "what many read");
    expect(card().textContent).toContain("Only Sunniva could approve it, and two are needed");
  });

  test("is changed by corpcomm and admin only, and says so", async () => {
    const desk = createSettingsDesk();
    const session = desk.handlers["session.get"]?.({});
    desk.handlers["session.get"] = () => ({ ...session, person: { ...mirela, roles: ["lead"] } }) as never;
    await openSection("replies", desk);
    await until(() => rows().length === 2, "the rows are shown");
    expect([inCard("Save"), rows().every((row) => row.matches(":disabled"))]).toEqual([undefined, true]);
  });
});

describe("finding a setting", () => {
  test("/ and a part of its name lead to the field itself", async () => {
    await openSection("firm");
    await press("/");
    const search = find<HTMLInputElement>('[role="searchbox"]');
    expect(document.activeElement).toBe(search);
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
    await act(async () => {
      setValue?.call(search, "hold");
      search.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await press("Enter");
    await until(() => document.activeElement?.id === "replies-hold", "the field has the focus");
    expect(find("main h1").textContent).toBe("Replies");
  });

  test("the theme acts at once", async () => {
    await openSection("screen");
    await act(async () => find<HTMLInputElement>('#screen-theme input[value="dark"]').click());
    expect(document.documentElement.dataset["theme"]).toBe("dark");
  });

  test("leaving the sample for good is asked first", async () => {
    const desk = createSettingsDesk();
    const session = desk.handlers["session.get"]?.({});
    desk.handlers["session.get"] = () => ({ ...session, workspace: { name: "sample.db", kind: "sample" } }) as never;
    await openSection("sample", desk);
    await click("Leave the sample and remove it");
    expect(desk.sent("workspace.leaveSample")).toEqual([]);
    expect(main()).toContain("Remove the sample with everything that was done in it?");
  });
});
