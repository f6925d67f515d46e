export type SlaState = "ok" | "watch" | "breached" | "paused" | "none";

/** The shape of a clock: disc = ok, half = under a quarter left, triangle = breached, bars = waiting, ring = no target. */
export function SlaShape({ state }: { state: SlaState }) {
  return (
    <svg width={10} height={10} viewBox="0 0 10 10" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}

const shapes = {
  ok: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  watch: (
    <>
      <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M5 1a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  breached: <path d="M5 .6 9.8 9.3H.2z" fill="currentColor" />,
  paused: <path d="M3 1.5v7M7 1.5v7" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />,
  none: <circle cx="5" cy="5" r="4" fill="none" stroke="currentColor" strokeWidth="1.4" />,
} as const;
