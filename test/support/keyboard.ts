import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** How long a busy machine may take for what a person sees at once. */
export const soon = { timeout: 30_000, interval: 50 };

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses Tab until the target has the focus, as somebody without a mouse must; says where Tab went when it never does. */
export async function tabTo(target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await target.waitFor({ state: "visible", timeout: soon.timeout });
  const page = target.page();
  const way: string[] = [];
  for (let steps = 0; steps < 120; steps += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
    way.push(await focusedName(page));
  }
  throw new Error(`Tab never came to ${target.toString()}, but to: ${[...new Set(way)].join(" | ")}`);
}

/** What has the focus, in words. */
export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (!element) return "nothing";
    const name = element.getAttribute("aria-label") ?? element.innerText ?? element.id;
    return `${element.tagName.toLowerCase()} ${name.trim().slice(0, 40)}`;
  });
}

export async function pressOn(target: Locator, key = "Enter"): Promise<void> {
  await tabTo(target);
  await target.page().keyboard.press(key);
}

export async function typeInto(target: Locator, words: string): Promise<void> {
  await tabTo(target);
  const { keyboard } = target.page();
  await keyboard.press("Control+A");
  await keyboard.type(words);
}

/** Another person sits down: out by the button of the rail, in by name and PIN. */
export async function switchPerson(
  page: Page,
  { name, pin }: { readonly name: string; readonly pin: string },
): Promise<void> {
  await pressOn(page.getByRole("button", { name: "Sign out or switch person" }));
  await sitDown(page, { name, pin });
}

/** In by name and PIN, where nobody is signed in. */
export async function sitDown(
  page: Page,
  { name, pin }: { readonly name: string; readonly pin: string },
): Promise<void> {
  await page.getByRole("heading", { name: "Who is at the desk?" }).waitFor();
  await pressOn(page.getByRole("button", { name: new RegExp(name) }));
  await expect.poll(() => isFocused(page.getByLabel(`PIN of ${name}`)), soon).toBe(true);
  await page.keyboard.type(pin);
  await page.keyboard.press("Enter");
  await page.getByLabel(`PIN of ${name}`).waitFor({ state: "detached" });
  // The keys come with the desk.
  await page.getByRole("button", { name: "Sign out or switch person" }).waitFor();
}

/** Walks the list of triage from its top until the cursor stands on a row with these words. */
export async function walkTo(page: Page, words: string): Promise<void> {
  const rows = page.locator("[role=option]");
  await rows.filter({ hasText: words }).first().waitFor();
  await page.keyboard.press("Home");
  const count = await rows.count();
  for (let steps = 0; steps <= count; steps += 1) {
    if ((await cursorWords(page)).includes(words)) return;
    await page.keyboard.press("j");
  }
  throw new Error(`j never came to a row with: ${words}`);
}

async function cursorWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const id = document.querySelector('[role="listbox"]')?.getAttribute("aria-activedescendant");
    return (id && document.getElementById(id)?.innerText) || "";
  });
}
