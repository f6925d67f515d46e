import { type ReactNode, useEffect } from "react";
import { SessionContext } from "../lib/session.ts";
import { useEngine, useLink } from "../lib/use-engine.tsx";
import { TimeZoneContext } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { ErrorState } from "../ui/ErrorState.tsx";
import { Loading } from "../ui/Loading.tsx";
import { SignIn } from "./SignIn.tsx";

/** Shows the desk to a signed-in person, the wall to a display, first steps where nobody exists yet, else the sign-in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const { data: session, error, refetch } = useEngine("session.get", {});
  useNewestPage(session?.device === "display");
  const settings = useEngine("settings.get", {}, { enabled: session?.person != null });
  if (!session)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading says={t("app.connecting")} />;
  const maySee = session.person !== null || session.device === "display" || session.people.length === 0;
  return (
    <SessionContext value={session}>
      <TimeZoneContext value={settings.data?.settings.calendar.timeZone}>
        {maySee ? children : <SignIn session={session} />}
      </TimeZoneContext>
    </SessionContext>
  );
}

/** Nobody reloads a display by hand: it does so itself when the desk was updated. What is typed at a desk is never thrown away. */
function useNewestPage(isDisplay: boolean): void {
  const link = useLink();
  useEffect(() => (isDisplay ? link.onNewPage?.(() => location.reload()) : undefined), [isDisplay, link]);
}
