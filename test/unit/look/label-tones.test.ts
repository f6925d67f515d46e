import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("../../../src-renderer/ui/tokens.css", import.meta.url), "utf8");

/** The colours of a theme by their names. */
function coloursOf(theme: string): ReadonlyMap<string, string> {
  const block = css.slice(css.indexOf(`[data-theme="${theme}"] {`));
  const own = block.slice(0, block.indexOf("}"));
  return new Map([...own.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]));
}

/** Relative luminance; source: WCAG 2.2. */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(["light", "dark", "contrast"])("the tones of labels in %s", (theme) => {
  const colours = coloursOf(theme);
  const surfaces = ["surface-0", "surface-1", "surface-2", "surface-3", "select"];

  test.each(["blue", "teal", "amber", "violet", "rose"])("%s is seen on every surface, 4.5 to 1", (tone) => {
    const label = colours.get(`label-${tone}`) ?? "#000000";
    const pale = surfaces.filter((surface) => contrastOf(label, colours.get(surface) ?? label) < 4.5);
    expect(pale).toEqual([]);
  });
});
