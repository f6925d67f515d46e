import { actOf } from "../lib/act-of.ts";
import type { ScreenName } from "./routes.tsx";

/** The key that a screen came with; undefined when none leads to it. */
export function goKeys(name: ScreenName): string | undefined {
  return actOf("keys.go", `screen.${name}`)?.keys[0];
}
