import { act } from "react";
import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";
import { App } from "../../../src-renderer/app/App.tsx";
import type { EngineLink } from "../../../src-renderer/lib/engine.ts";
import { type Language, startWords } from "../../../src-renderer/lib/words.ts";

declare global {
  // React asks for this name: it makes act() wait for effects.
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}

// happy-dom lays nothing out: the list would think that it has no room for a single row.
for (const size of ["clientHeight", "clientWidth"] as const)
  Object.defineProperty(HTMLElement.prototype, size, { configurable: true, get: () => 900 });

type PageParts = { link: EngineLink; path?: string; language?: Language };

/** The whole page in the test's document, at a path, over a link. */
export async function openPage({ link, path = "/triage", language = "en" }: PageParts) {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  history.replaceState(null, "", path);
  const place = document.createElement("div");
  document.body.append(place);
  const root = createRoot(place);
  onTestFinished(async () => {
    await act(async () => root.unmount());
    place.remove();
  });
  await act(async () => root.render(<App link={link} words={startWords(language)} />));
  await settle();
}

/** Lets answers come and effects run. */
export async function settle(): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
}

// The first screen of a file loads its modules; on a busy machine that takes seconds. Under the limit of one test.
const PATIENCE_MS = 15_000;

/** Waits until something is true of the page; says what was not when it never is. */
export async function until(isTrue: () => boolean, what: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    if (isTrue()) return;
    await settle();
  }
  throw new Error(`still not so: ${what}\n${document.body.textContent}`);
}

type KeyOptions = Pick<KeyboardEventInit, "ctrlKey" | "shiftKey" | "altKey" | "isComposing">;

/** Presses a key where the focus is. */
export async function press(key: string, options: KeyOptions = {}): Promise<void> {
  const target = document.activeElement ?? document.body;
  await act(
    async () =>
      void target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...options })),
  );
  await settle();
}

/** What a text field gets when somebody types into it. */
export async function type(field: HTMLInputElement, text: string): Promise<void> {
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export function find<Kind extends Element = HTMLElement>(selector: string): Kind {
  const found = document.querySelector<Kind>(selector);
  if (!found) throw new Error(`nothing on the page is ${selector}`);
  return found;
}

/** The titles of the rows shown, top to bottom. */
export const titles = (): string[] =>
  [...document.querySelectorAll('[role="option"]')].map((row) => row.querySelector("b")?.textContent ?? "");

/** The title of the row under the cursor, as a screen reader would find it. */
export function cursorTitle(): string | null {
  const id = find('[role="listbox"]').getAttribute("aria-activedescendant");
  return (id && document.getElementById(id)?.querySelector("b")?.textContent) || null;
}
