import { MantineProvider } from "@mantine/core";
import { type ReactNode, useLayoutEffect, useSyncExternalStore } from "react";
import { type ThemeChoice, usePreferences } from "../lib/preferences.ts";
import { theme } from "../ui/theme.ts";

type Theme = "light" | "dark" | "contrast";

/** Sets the theme of the page. What Mantine would write into style tags is in a stylesheet already. */
export function ThemeRoot({ children }: { children: ReactNode }) {
  const chosen = useTheme(usePreferences().theme);
  useLayoutEffect(() => {
    document.documentElement.dataset["theme"] = chosen;
  }, [chosen]);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={chosen === "light" ? "light" : "dark"}
      withCssVariables={false}
      withGlobalClasses={false}
      deduplicateInlineStyles
    >
      {children}
    </MantineProvider>
  );
}

function useTheme(choice: ThemeChoice): Theme {
  const isDark = useMedia("(prefers-color-scheme: dark)");
  const isHigh = useMedia("(prefers-contrast: more)");
  if (choice !== "system") return choice;
  if (isHigh) return "contrast";
  return isDark ? "dark" : "light";
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
  );
}
