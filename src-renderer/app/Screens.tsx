import { Suspense, useEffect } from "react";
import { Redirect, Route as Path, Switch, useLocation } from "wouter";
import { useGoTo } from "../lib/desktop.ts";
import { useSession } from "../lib/session.ts";
import { useWords } from "../lib/words.ts";
import { Loading } from "../ui/Loading.tsx";
import { Message } from "../ui/Message.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { Frame } from "./Frame.tsx";
import { type Route, routes } from "./routes.tsx";

/** The screen of the address, in its frame. */
export function Screens() {
  const session = useSession();
  const [, go] = useLocation();
  useGoTo(go);
  const home = homeOf(session);
  // A display has no desk, and before there are people there is nobody to show one to.
  const only = session.device === "display" ? "wall" : session.person === null ? "welcome" : null;
  const offered = only ? routes.filter((route) => route.name === only) : routes;
  return (
    <Switch>
      {offered.map((route) => (
        <Path key={route.name} path={route.path}>
          <ScreenOf route={route} />
        </Path>
      ))}
      <Path path="/">
        <Redirect to={home} replace />
      </Path>
      <Path>{only ? <Redirect to={home} replace /> : <NotHere />}</Path>
    </Switch>
  );
}

function homeOf({ device, person, setupDone }: ReturnType<typeof useSession>): string {
  if (device === "display") return "/wall";
  return person === null || !setupDone ? "/welcome" : "/triage";
}

function ScreenOf({ route }: { route: Route }) {
  const { t } = useWords();
  const title = t("app.title", { screen: t(`screen.${route.name}`) });
  useEffect(() => {
    document.title = title;
  }, [title]);
  const screen = (
    <ErrorBoundary key={route.name}>
      <Suspense fallback={<Loading />}>
        <route.Screen />
      </Suspense>
    </ErrorBoundary>
  );
  return route.isBare ? screen : <Frame name={route.name}>{screen}</Frame>;
}

function NotHere() {
  const { t } = useWords();
  return (
    <Frame name={null}>
      <Message title={t("app.missing")} act={<a href="/triage">{t("app.toTriage")}</a>} />
    </Frame>
  );
}
