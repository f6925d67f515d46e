import { QueryClientProvider } from "@tanstack/react-query";
import type { i18n } from "i18next";
import { useState } from "react";
import { I18nextProvider } from "react-i18next";
import { ActsProvider } from "../lib/acts.tsx";
import type { EngineLink } from "../lib/engine.ts";
import { KeyPreferencesProvider } from "../lib/key-preferences.tsx";
import { createQueryClient } from "../lib/query-client.ts";
import { ShortcutsProvider } from "../lib/shortcuts.tsx";
import { EngineProvider } from "../lib/use-engine.tsx";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { LinkGate } from "./LinkGate.tsx";
import { Screens } from "./Screens.tsx";
import { SessionGate } from "./SessionGate.tsx";
import { ThemeRoot } from "./ThemeRoot.tsx";

type AppProps = { link: EngineLink; words: i18n };

/** The whole page over one link to the engine. */
export function App({ link, words }: AppProps) {
  const [client] = useState(createQueryClient);
  return (
    <I18nextProvider i18n={words}>
      <ThemeRoot>
        <ErrorBoundary>
          <QueryClientProvider client={client}>
            <EngineProvider link={link}>
              <ActsProvider>
                <KeyPreferencesProvider>
                  <ShortcutsProvider>
                    <LinkGate>
                      <SessionGate>
                        <Screens />
                      </SessionGate>
                    </LinkGate>
                  </ShortcutsProvider>
                </KeyPreferencesProvider>
              </ActsProvider>
            </EngineProvider>
          </QueryClientProvider>
        </ErrorBoundary>
      </ThemeRoot>
    </I18nextProvider>
  );
}
