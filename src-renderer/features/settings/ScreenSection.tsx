import { changePreferences, themeChoices, usePreferences } from "../../lib/preferences.ts";
import { useWords } from "../../lib/words.ts";
import { Segments } from "../../ui/Segments.tsx";
import { Card, useSearchedSetting } from "../../ui/Card.tsx";
import { DesktopCard } from "./DesktopCard.tsx";
import { WallMonitors } from "./WallMonitors.tsx";

const densities = ["comfortable", "compact"] as const;

/** What a person likes on this screen; it acts at once and stays in this browser. */
export function ScreenSection() {
  const { t } = useWords();
  const { theme, density } = usePreferences();
  useSearchedSetting();
  return (
    <>
      <Card title={t("settings.screen.theme")}>
        <span>
          <Segments
            id="screen-theme"
            label={t("settings.screen.theme")}
            value={theme}
            options={themeChoices.map((value) => ({ value, says: t(`settings.screen.themes.${value}`) }))}
            onChange={(chosen) => changePreferences({ theme: chosen })}
          />
        </span>
      </Card>
      <Card title={t("settings.screen.density")}>
        <span>
          <Segments
            id="screen-density"
            label={t("settings.screen.density")}
            value={density}
            options={densities.map((value) => ({ value, says: t(`settings.screen.densities.${value}`) }))}
            onChange={(chosen) => changePreferences({ density: chosen })}
          />
        </span>
      </Card>
      <DesktopCard />
      <WallMonitors />
    </>
  );
}
