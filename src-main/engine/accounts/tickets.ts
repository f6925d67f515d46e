import type { Clock } from "../../ports/clock.ts";

const ticketLifeMs = 30 * 60_000;
const mostTickets = 20;

export type BegunSignIn = { readonly server: string; readonly allowPrivate: boolean; readonly ticket: string };

/** Sign-ins that were begun and wait for the code of the server's page. They are secret: in memory, for half an hour. */
export function createTickets(clock: Pick<Clock, "now">) {
  const begun = new Map<string, BegunSignIn & { readonly until: number }>();
  return {
    keep: (id: string, signIn: BegunSignIn): void => {
      for (const [known, { until }] of begun) if (until <= clock.now()) begun.delete(known);
      const oldest = begun.keys().next().value;
      if (begun.size >= mostTickets && oldest !== undefined) begun.delete(oldest);
      begun.set(id, { ...signIn, until: clock.now() + ticketLifeMs });
    },
    /** A code that was mistyped may be tried again, so reading takes nothing away. */
    read: (id: string): BegunSignIn | null => {
      const found = begun.get(id);
      return found && found.until > clock.now() ? found : null;
    },
    drop: (id: string): void => void begun.delete(id),
  };
}
