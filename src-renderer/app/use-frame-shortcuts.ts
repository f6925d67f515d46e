import { spotlight } from "@mantine/spotlight";
import { useLocation } from "wouter";
import { useActs } from "../lib/acts.tsx";
import { toggleFullScreen } from "../lib/full-screen.ts";
import { type Shortcut, useShortcuts } from "../lib/shortcuts.tsx";
import { goKeys } from "./go-keys.ts";
import { routes } from "./routes.tsx";

/** The keys that act on every screen. */
export function useFrameShortcuts({ showKeys, lookUp }: { showKeys: () => void; lookUp: () => void }): void {
  const [, go] = useLocation();
  const { undo } = useActs();
  function showWall(): void {
    go("/wall");
    if (!document.fullscreenElement) void toggleFullScreen();
  }
  const goTo = routes.flatMap(({ name, path }): Shortcut[] =>
    goKeys(name) === undefined ? [] : [{ says: `screen.${name}`, run: () => go(path) }],
  );
  useShortcuts("keys.go", goTo);
  useShortcuts("keys.everywhere", [
    { says: "keys.palette", run: () => spotlight.toggle() },
    { says: "keys.lookUp", run: lookUp },
    { says: "keys.undo", run: () => void undo() },
    { says: "keys.wallHere", run: showWall },
    { says: "keys.sheet", run: showKeys },
  ]);
}
