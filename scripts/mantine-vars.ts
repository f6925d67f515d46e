// What <MantineProvider> would put into two <style> tags while running, written to a CSS file by the build instead:
// the page's policy allows no style tag. The page imports "virtual:mantine-vars.css".
import {
  convertCssVariables,
  deepMerge,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  em,
  mergeMantineTheme,
  px,
} from "@mantine/core";
import type { Plugin } from "vite";
import { cssVariablesResolver, theme as override } from "../src-renderer/ui/theme.ts";

type Variables = Record<string, string>;

// Mantine's own stylesheet holds the defaults already.
function differing(variables: Variables, defaults: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([name, value]) => defaults[name] !== value));
}

function writeMantineCss(): string {
  const theme = mergeMantineTheme(DEFAULT_THEME, override);
  const all = deepMerge(defaultCssVariablesResolver(theme), cssVariablesResolver(theme));
  const base = defaultCssVariablesResolver(DEFAULT_THEME);
  const variables = convertCssVariables(
    {
      variables: differing(all.variables, base.variables),
      light: differing(all.light, base.light),
      dark: differing(all.dark, base.dark),
    },
    ":root",
  );
  const classes = Object.entries(theme.breakpoints).map(([name, value]) => {
    const width = Number(px(value));
    return [
      `@media (max-width: ${em(width - 0.1)}) { .mantine-visible-from-${name} { display: none !important; } }`,
      `@media (min-width: ${em(width)}) { .mantine-hidden-from-${name} { display: none !important; } }`,
    ].join("\n");
  });
  return [variables, ...classes].join("\n");
}

const ID = "virtual:mantine-vars.css";

export function mantineVars(): Plugin {
  return {
    name: "mantine-vars",
    resolveId: (id) => (id === ID ? `\0${ID}` : undefined),
    load: (id) => (id === `\0${ID}` ? writeMantineCss() : undefined),
  };
}
