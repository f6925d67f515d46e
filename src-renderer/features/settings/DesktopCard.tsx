import { askDesktop, useDesktop } from "../../lib/desktop.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Card } from "../../ui/Card.tsx";

/** What holds for this computer, whoever signs in at it: start, tray, windows. Draws nothing in a browser. */
export function DesktopCard() {
  const { t } = useWords();
  const desktop = useDesktop();
  if (!desktop) return null;
  return (
    <Card id="screen-desktop" title={t("desktop.title")} help={t("desktop.help")}>
      <TickField
        id="desktop-login"
        label={t("desktop.startAtLogin")}
        isOn={desktop.startsAtLogin}
        onChange={(isOn) => askDesktop({ ask: "start-at-login", isOn })}
      />
      <TickField
        id="desktop-tray"
        label={t("desktop.stayInTray")}
        help={t(desktop.hasTray ? "desktop.stayInTrayHelp" : "desktop.noTray")}
        isOn={desktop.staysInTray && desktop.hasTray}
        disabled={!desktop.hasTray}
        onChange={(isOn) => askDesktop({ ask: "stay-in-tray", isOn })}
      />
      {desktop.areNoticesPaused && <p role="status">{t("desktop.paused")}</p>}
      <Acts>
        <ActButton onClick={() => askDesktop({ ask: "open-window", path: "/triage" })}>
          {t("desktop.newWindow")}
        </ActButton>
      </Acts>
    </Card>
  );
}
