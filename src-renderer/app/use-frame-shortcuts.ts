import { useLocation } from "wouter";
import { useActs } from "../lib/acts.tsx";
import { type Shortcut, useShortcuts } from "../lib/shortcuts.tsx";
import { routes } from "./routes.tsx";

/** The keys that act on every screen. */
export function useFrameShortcuts({ showKeys }: { showKeys: () => void }): void {
  const [, go] = useLocation();
  const { undo } = useActs();
  const takeBack = () => void undo();
  const goTo = routes.flatMap((route): Shortcut[] =>
    route.rail?.keys ? [{ keys: route.rail.keys, says: `screen.${route.name}`, run: () => go(route.path) }] : [],
  );
  useShortcuts("keys.go", goTo);
  useShortcuts("keys.everywhere", [
    { keys: "Ctrl+Z", says: "keys.undo", run: takeBack },
    { keys: "z", says: "keys.undo", run: takeBack },
    { keys: "?", says: "keys.sheet", run: showKeys },
  ]);
}
