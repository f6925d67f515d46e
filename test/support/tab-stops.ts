import type { Page } from "playwright-core";

export type Stop = { readonly name: string; readonly isSeen: boolean };
type Walk = { readonly stops: Stop[]; isOver: boolean };

/** Runs in the page: before each Tab, writes down where the one before it came to. */
function watchTabs(): void {
  const walk: Walk = { stops: [], isOver: false };
  const seen = new Set<Element>([document.body]);
  let last: Element | null = null;
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
  const nameOf = (element: HTMLElement) => {
    const labels =
      element instanceof HTMLInputElement ||
      element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement
        ? element.labels
        : null;
    return (element.getAttribute("aria-label") ?? labels?.[0]?.innerText ?? element.innerText).trim();
  };
  const isLit = (element: HTMLElement) => {
    const ring = (one: Element) =>
      getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none";
    // In a list with a cursor, the row under it is what is lit.
    const row = document.getElementById(element.getAttribute("aria-activedescendant") ?? "");
    const around = [element, element.parentElement, element.parentElement?.parentElement];
    return (
      (row !== null || around.some((one) => one != null && ring(one))) && element.getBoundingClientRect().width > 0
    );
  };
  const look = () => {
    const element = document.activeElement;
    // Day, month, year, hour and minute are stops within one field.
    if (walk.isOver || (element === last && element !== document.body)) return;
    last = element;
    if (!(element instanceof HTMLElement) || seen.has(element)) {
      walk.isOver = true;
      return;
    }
    seen.add(element);
    walk.stops.push({ name: nameOf(element), isSeen: isLit(element) });
  };
  let isFirst = true;
  const pressed = ({ key }: KeyboardEvent) => {
    if (key !== "Tab") return;
    if (!isFirst) look();
    isFirst = false;
  };
  addEventListener("keydown", pressed, { capture: true });
  (window as unknown as Walked).walked = () => {
    look();
    if (walk.isOver) removeEventListener("keydown", pressed, { capture: true });
    return walk;
  };
}

type Walked = { walked: () => Walk };

/** Every place that Tab comes to before it leaves the page, whether it has a name and can be seen to have the focus. */
export async function tabStops(page: Page): Promise<readonly Stop[]> {
  await page.evaluate(watchTabs);
  const session = await page.context().newCDPSession(page);
  const press = (type: "rawKeyDown" | "keyUp") =>
    session.send("Input.dispatchKeyEvent", { type, key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 });
  for (let presses = 0; presses < 200; presses += 10) {
    // The browser takes them one after the other: only the way to it is gone once.
    await Promise.all(Array.from({ length: 10 }, () => [press("rawKeyDown"), press("keyUp")]).flat());
    const { stops, isOver } = await page.evaluate(() => (window as unknown as Walked).walked());
    if (!isOver) continue;
    await session.detach();
    return stops;
  }
  throw new Error("Tab never left the page");
}
