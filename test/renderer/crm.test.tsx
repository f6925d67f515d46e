import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import { readTarget, toTargetDraft } from "../../src-renderer/features/crm/target-draft.ts";
import { type CrmDesk, createCrmDesk, deliveryOf, webhook } from "./support/crm-desk.ts";
import { find, openPage, press, settle, until } from "./support/open-page.tsx";
import { idOf } from "./support/rows.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const main = () => find("main").textContent ?? "";

async function open(query: string, desk = createCrmDesk()): Promise<CrmDesk> {
  await openPage({ link: desk.link, path: query.startsWith("/") ? query : `/crm${query}` });
  await until(() => document.querySelector("main h1") !== null && !main().includes("Loading"), "the screen is shown");
  await settle();
  return desk;
}

const buttons = () => [...document.querySelectorAll<HTMLButtonElement>("main button")];
const button = (name: string) =>
  buttons().findLast((each) => (each.getAttribute("aria-label") ?? each.textContent ?? "").startsWith(name));

async function click(name: string): Promise<void> {
  const found = button(name);
  if (!found) throw new Error(`no button ${name} in ${main()}`);
  await act(async () => {
    found.focus();
    found.click();
  });
  await settle();
}

function field(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll("main label")].find((each) => each.textContent === label);
  const control = found && document.getElementById(found.getAttribute("for") ?? "");
  if (!control) throw new Error(`no field ${label}`);
  return control as HTMLInputElement;
}

async function fill(label: string, text: string): Promise<void> {
  const control = field(label);
  await act(async () => {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control) as object, "value")?.set?.call(control, text);
    control.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const faultOf = (control: HTMLElement) =>
  (control.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .filter((id) => id.endsWith("-error"))
    .map((id) => document.getElementById(id)?.textContent)
    .join();

describe("the outbox", () => {
  const troubled = () => {
    const desk = createCrmDesk();
    desk.deliveries = [
      deliveryOf(1),
      deliveryOf(2, { attempts: 2, trouble: { code: "crm.answered-retry", params: { status: 503 } } }),
      deliveryOf(3, {
        ...{ state: "dead", version: 5, attempts: 9 },
        trouble: { code: "crm.answered-permanent", params: { status: 422 } },
      }),
    ];
    return desk;
  };
  const lines = () => [...document.querySelectorAll("#crm-outbox nav li")].map((row) => row.textContent ?? "");

  test("says of each line who, how it stands, and why in words", async () => {
    await open("", troubled());
    expect(lines().map((line) => /Queued|Failing|Dead/.exec(line)?.[0])).toEqual(["Queued", "Failing", "Dead"]);
    expect(lines()[2]).toContain("The target will not take this line (422)");
  });

  test("J and K move, R tries again, S skips what is dead", async () => {
    const desk = await open("", troubled());
    await press("j");
    await press("j");
    await settle();
    expect(find("#delivery-name").textContent).toBe("Zqcaller3");
    await press("r");
    await settle();
    await press("s");
    await settle();
    expect([desk.sent("crm.retry"), desk.sent("crm.skip")]).toEqual([
      [{ id: idOf(3), version: 5 }],
      [{ id: idOf(3), version: 5 }],
    ]);
  });

  test("a state shows its count and sifts the list", async () => {
    await open("", troubled());
    await click("1Dead");
    expect(lines()).toHaveLength(1);
    expect(location.search).toContain("state=dead");
  });

  test("the chosen line shows the record, its steps and a way into the CRM, and never an unsafe one", async () => {
    const desk = createCrmDesk();
    desk.deliveries = [deliveryOf(1, { state: "done", remoteUrl: "https://crm.example/#Case/view/1" })];
    desk.details = {
      steps: [
        { step: "contact", isDone: true, isOurs: false, url: "http://crm.example/1" },
        { step: "interaction", isDone: true, isOurs: true, url: null },
      ],
    };
    await open("", desk);
    await until(() => main().includes("Contact found"), "the steps are shown");
    expect(main()).toContain('{"key":"wr:1"}');
    const links = [...document.querySelectorAll<HTMLAnchorElement>("main a[target=_blank]")].map(({ href }) => href);
    expect(links).toEqual(["https://crm.example/#Case/view/1"]);
  });

  test("what was refused is put right and sent again: only what was changed is sent", async () => {
    const desk = createCrmDesk();
    desk.deliveries = [deliveryOf(1, { state: "dead" })];
    desk.details = {
      edit: { name: "Zq", emails: ["a@b.example"], phones: [], note: null, mentionTitle: null, mentionText: "Late" },
    };
    await open("", desk);
    await until(() => button("Edit") !== undefined, "it can be edited");
    await click("Edit");
    await fill("E-mail addresses", "nobody");
    await fill("Phone numbers, as +4712345678", "0151 23");
    await click("Save and send again");
    expect([faultOf(field("E-mail addresses")), faultOf(field("Phone numbers, as +4712345678"))]).toEqual([
      "“nobody” is no e-mail address.",
      "“015123” is no number with its country, as +4712345678.",
    ]);
    await fill("Phone numbers, as +4712345678", "");
    await fill("E-mail addresses", "a@b.example, c@d.example");
    await click("Save and send again");
    expect(desk.sent("crm.editDelivery")).toEqual([
      { id: idOf(1), version: 1, edit: { emails: ["a@b.example", "c@d.example"] } },
    ]);
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Delivery of Zqcaller1");
  });

  test("an agent sees it and cannot retry; nobody's targets are asked for", async () => {
    const desk = createCrmDesk({ roles: ["agent"] });
    desk.deliveries = [deliveryOf(1)];
    await open("", desk);
    await until(() => button("Retry") !== undefined, "the line is shown");
    expect(button("Retry")?.getAttribute("aria-disabled")).toBe("true");
    await press("r");
    expect([desk.sent("crm.retry"), desk.sent("crm.targets")]).toEqual([[], []]);
  });

  test("what waits for a person to put the connection right leads there, and names no next try", async () => {
    const desk = createCrmDesk();
    const trouble = { code: "crm.key-refused", params: { host: "crm.example", status: 401 } };
    desk.deliveries = [deliveryOf(1, { nextAt: 5, trouble })];
    desk.details = { troubleClass: "auth" };
    await open("", desk);
    await until(() => main().includes("Go to the connection"), "the way there is shown");
    expect(main()).not.toContain("Next try");
  });

  test("an erasure that arrived still says what a person has to do, and names nobody", async () => {
    const desk = createCrmDesk();
    const trouble = { code: "crm.contact-theirs", params: {} };
    desk.deliveries = [deliveryOf(1, { kind: "erasure", state: "done", contact: null, what: "", trouble })];
    await open("", desk);
    expect(lines()[0]).toMatch(/^Somebody who was erasedDoneErasure/);
    expect(lines()[0]).toContain("ask its owner to erase it");
    await until(() => find("#crm-outbox").textContent.split("ask its owner").length === 3, "the whole one says so too");
  });

  test("an empty outbox says so", async () => {
    await open("");
    expect(main()).toContain("Nothing was to be logged yet.");
  });
});

describe("connections", () => {
  test("a secret is sent once, its field is empty afterwards and it stands nowhere on the page", async () => {
    const desk = await open("?tab=connections");
    await click(`Edit ${webhook.name}`);
    expect([field("Signing secret").value, field("Signing secret").type]).toEqual(["", "password"]);
    const secret = `whsec_${btoa("a secret of twenty-four b")}`;
    await fill("Signing secret", secret);
    await click("Save");
    expect(desk.sent("crm.saveTarget")).toEqual([
      { id: webhook.id, version: 3, name: "Zqhook", config: webhook.config, enabled: true, secret },
    ]);
    expect(main()).toContain("Known only until the app closes");
    expect(document.body.innerHTML).not.toContain(secret);
  });

  test("a new one waits for a look at its first record, and a draft is tested before it is kept", async () => {
    const desk = createCrmDesk();
    desk.targets = [];
    await open("?tab=connections", desk);
    expect(main()).toContain("No CRM is connected yet.");
    await click("Add webhook");
    await fill("Address", "https://crm.example/in");
    await click("Make one");
    const secret = field("Signing secret").value;
    await click("Test");
    expect(desk.sent("crm.testTarget")).toEqual([{ config: webhook.config, secret }]);
    expect(main()).toContain("It works.");
    await click("Save");
    expect(desk.sent("crm.saveTarget")).toEqual([
      { waitsForLook: true, name: "Webhook", config: webhook.config, enabled: true, secret },
    ]);
    expect(document.body.innerHTML).not.toContain(secret);
  });

  test("what is missing is said at its field, and nothing is sent", async () => {
    const desk = await open("?tab=connections");
    await click("Add webhook");
    await fill("Address", "http://crm.example/in");
    await click("Save");
    expect([faultOf(field("Address")), faultOf(field("Signing secret"))]).toEqual([
      "Write an https address. Plain http is only for this computer.",
      "A webhook needs its signing secret.",
    ]);
    expect(desk.sent("crm.saveTarget")).toEqual([]);
  });

  test("a test says each finding with its state, what has to be done first, and a paused one offers to go on", async () => {
    const desk = createCrmDesk();
    desk.targets = [{ ...webhook, paused: { code: "crm.answered-auth", params: { status: 401 } } }];
    desk.tested = {
      ok: false,
      findings: [
        { state: "ok", says: { code: "crm.test-ok", params: { name: "Zqhook" } } },
        { state: "missing", says: { code: "crm.secret-missing", params: {} } },
        { state: "unknown", says: { code: "crm.busy", params: { host: "crm.example" } } },
      ],
    };
    await open("?tab=connections", desk);
    expect(main()).toContain("Paused: The target refused our secret (401)");
    await click("Test Zqhook and go on");
    const found = [...document.querySelectorAll("article [role=status] li")].map((each) => each.textContent);
    expect(found.map((says) => /^(Present|Missing|Cannot be asked)/.exec(says ?? "")?.[0])).toEqual([
      "Missing",
      "Cannot be asked",
      "Present",
    ]);
  });

  test("one that gets nothing through does not say that it works, and leads to why", async () => {
    const desk = createCrmDesk();
    desk.targets = [{ ...webhook, isFailing: true }];
    await open("?tab=connections", desk);
    const card = find(`#crm-target-${webhook.id}`);
    expect(card.querySelector("header")?.textContent).toBe("ZqhookWebhookTries again");
    expect([...card.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toContain(
      `/crm?tab=outbox&state=failing&target=${webhook.id}`,
    );
  });

  test("what a test found of a draft is gone as soon as the draft is another", async () => {
    await open("?tab=connections");
    await click("Edit Zqhook");
    await click("Test");
    expect(main()).toContain("It works.");
    await fill("Address", "nowhere");
    expect(main()).not.toContain("It works.");
    await click("Test");
    expect(main()).not.toContain("It works.");
  });

  test("the focus goes on where the work does: to what was saved, back to what opened a form or a question", async () => {
    const focused = () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.id;
    const desk = createCrmDesk();
    desk.targets = [];
    await open("?tab=connections", desk);
    await click("Add webhook");
    await click("Cancel");
    const back = focused();
    await click("Add webhook");
    await fill("Address", "https://crm.example/in");
    await click("Make one");
    await click("Save");
    const saved = focused();
    await click("Remove Webhook");
    await click("Keep");
    const kept = focused();
    await click("Remove Webhook");
    desk.targets = [];
    await click("Remove");
    expect([back, saved, kept, document.activeElement?.id]).toEqual([
      "Add webhook",
      "Webhook",
      "Remove Webhook",
      "crm-connections",
    ]);
  });

  test("a field that was moved is in the map, one that goes where it always does is not", async () => {
    const desk = createCrmDesk();
    desk.preview = {
      ...{ from: "recent", line: null },
      records: [{ record: "crm.record.contact", fields: [{ field: "lastName", value: "Zqholt" }] }],
      mappable: [
        { ours: "contact.email", usual: "emailAddress" },
        { ours: "contact.handle", usual: null },
      ],
    };
    await open("?tab=connections", desk);
    await click("Add EspoCRM");
    await until(() => main().includes("Zqholt"), "the record is shown");
    await fill("Contact: handle", "cHandle");
    await fill("Contact: e-mail", "");
    await fill("Address", "https://crm.example");
    await fill("API key", "zqkey");
    await click("Save");
    expect(desk.sent("crm.saveTarget")).toMatchObject([
      { config: { kind: "espocrm", fields: { "contact.handle": "cHandle", "contact.email": null } }, secret: "zqkey" },
    ]);
  });

  test("an agent is told who sees connections", async () => {
    await open("?tab=connections", createCrmDesk({ roles: ["agent"] }));
    expect(main()).toMatch(/admin/i);
    expect(button("Add webhook")).toBeUndefined();
  });
});

test("the address in the settings of old leads here, and the search of settings finds it", async () => {
  await open("/settings?section=crm&at=crm-targets");
  await until(() => location.pathname === "/crm", "the CRM is shown");
  expect(document.activeElement?.id).toBe("crm-connections");
});

test.each([
  ["webhook", { url: "https://crm.example/in?x=1" }],
  ["file", { folder: "/drop", format: "both" }],
  ["espocrm", { url: "https://crm.example", log: "call", userId: "7" }],
  ["dolibarr", { url: "https://crm.example", userId: "7", ticketType: "COM" }],
  ["hubspot", { url: "https://api.hubapi.com", basePath: "/crm/v3", pipeline: "0", stage: "1" }],
  ["pipedrive", { url: "https://firm.pipedrive.com", referenceField: "abc" }],
] as const)("a %s reads back from its draft as it was saved", (kind, values) => {
  const draft = { ...toTargetDraft(null, { kind, name: "Zq" }), values, map: { "contact.handle": "x" } };
  const { config, faults } = readTarget(draft, { kind, isNew: false });
  const again = toTargetDraft({ ...webhook, config }, { kind, name: "" });
  expect([faults, readTarget(again, { kind, isNew: false }).config]).toEqual([{}, config]);
});
