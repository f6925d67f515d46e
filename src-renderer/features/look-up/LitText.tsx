import type { Lit } from "../../../src-main/contract/methods/look-up.ts";

/** A text with what was typed lit in it. */
export function LitText({ lit: { text, from, to } }: { lit: Lit }) {
  if (to <= from) return text;
  return (
    <>
      {text.slice(0, from)}
      <mark>{text.slice(from, to)}</mark>
      {text.slice(to)}
    </>
  );
}
