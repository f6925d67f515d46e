import { useSyncExternalStore } from "react";
import { useSession } from "../../lib/session.ts";

export type WindowForm = { readonly aspect: number; readonly share: number };

/**
 * The form of the window, and its share of the display's height. A browser on a display may keep a bar for itself: then
 * letters must be a larger part of what is left. On a desk the window is a picture of the wall, not the wall.
 */
export function useWindowForm(): WindowForm {
  const { device } = useSession();
  const form = useSyncExternalStore(listen, readForm);
  const [width = 16, height = 9, share = 1] = form.split(" ").map(Number);
  return { aspect: width / height, share: device === "display" ? share : 1 };
}

function listen(changed: () => void): () => void {
  globalThis.addEventListener("resize", changed);
  return () => globalThis.removeEventListener("resize", changed);
}

function readForm(): string {
  const { innerWidth: width, innerHeight: height, outerWidth } = globalThis;
  if (!width || !height) return "16 9 1";
  // A zoomed page is measured in larger pixels than the display; what it spans is not larger.
  const zoom = outerWidth > 0 ? outerWidth / width : 1;
  const share = screen.height > 0 ? Math.min(1, (height * zoom) / screen.height) : 1;
  return `${width} ${height} ${share > 0.5 ? share : 1}`;
}
