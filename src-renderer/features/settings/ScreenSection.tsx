import { changePreferences, themeChoices, usePreferences } from "../../lib/preferences.ts";
import { type ShortcutGroup, useShortcutGroups } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { KeyHint } from "../../ui/KeyHint.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Card, useSearchedSetting } from "./Card.tsx";
import styles from "./ScreenSection.module.css";

const densities = ["comfortable", "compact"] as const;

/** What a person likes on this screen; it acts at once and stays in this browser. */
export function ScreenSection() {
  const { t } = useWords();
  const { theme, density, singleKeys } = usePreferences();
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
      <Card title={t("settings.screen.keys")}>
        <TickField
          id="screen-keys"
          label={t("keys.single")}
          help={t("keys.singleHelp")}
          isOn={singleKeys}
          onChange={(isOn) => changePreferences({ singleKeys: isOn })}
        />
        <KeyList />
      </Card>
    </>
  );
}

function KeyList() {
  const groups = useShortcutGroups();
  return (
    <div className={styles["groups"]}>
      {groups.map((group) => (
        <KeyGroup key={group.title} group={group} />
      ))}
    </div>
  );
}

function KeyGroup({ group }: { group: ShortcutGroup }) {
  const { t } = useWords();
  return (
    <section>
      <h3>{t(group.title)}</h3>
      <dl>
        {[...new Set(group.shortcuts.map(({ says }) => says))].map((says) => (
          <div key={says}>
            <dt>{t(says)}</dt>
            <dd>
              {group.shortcuts
                .filter((shortcut) => shortcut.says === says)
                .map(({ keys }) => (
                  <KeyHint key={keys} keys={keys} />
                ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
