import type { WallMonitor } from "../../../src-main/contract/desktop.ts";
import { askDesktop, useDesktop } from "../../lib/desktop.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import { PickField, type PickOption } from "../../ui/PickField.tsx";
import styles from "../../ui/rows.module.css";

const none = "none";

/** Which wall hangs on which monitor of this computer, those that are unplugged now too. Draws nothing in a browser. */
export function WallMonitors() {
  const { t } = useWords();
  const desktop = useDesktop();
  if (!desktop) return null;
  return (
    <Card id="screen-walls" title={t("wallMonitors.title")} help={t("wallMonitors.help")}>
      <ul className={styles["rows"]}>
        {desktop.monitors.map((monitor, index) => (
          <li key={monitor.name}>
            <Row monitor={monitor} number={index + 1} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Row({ monitor, number }: { monitor: WallMonitor; number: number }) {
  const { t } = useWords();
  const { name, width, height, isConnected, wall, isOn } = monitor;
  const called = useMonitorName(monitor, number);
  const options = useWallOptions(wall);
  const state = !isConnected ? "unplugged" : wall === null ? "none" : isOn ? "shown" : "off";
  return (
    <div className={styles["row"]}>
      <div className={styles["what"]}>
        <p className={styles["name"]}>{called}</p>
        <p className={styles["meta"]}>
          {t("wallMonitors.facts", { width, height, state: t(`wallMonitors.state.${state}`) })}
        </p>
      </div>
      <Acts>
        <PickField
          isLabelHidden
          label={t("wallMonitors.wallOf", { monitor: called })}
          value={wall ?? none}
          options={options}
          onChange={(chosen) => askDesktop({ ask: "set-wall", monitor: name, wall: chosen === none ? null : chosen })}
        />
        {wall !== null && (
          <ActButton
            aria-label={t(isOn ? "wallMonitors.offOf" : "wallMonitors.onOf", { monitor: called })}
            onClick={() => askDesktop({ ask: "switch-wall", monitor: name, isOn: !isOn })}
          >
            {t(isOn ? "wallMonitors.off" : "wallMonitors.on")}
          </ActButton>
        )}
      </Acts>
    </div>
  );
}

/** Numbered as menu and tray number them; one that is unplugged has no number. */
function useMonitorName({ label, isBuiltIn, isConnected }: WallMonitor, number: number): string {
  const { t } = useWords();
  const own = isBuiltIn ? t("wallMonitors.builtIn") : label;
  if (!isConnected) return own || t("wallMonitors.unnamed");
  return own ? t("wallMonitors.named", { number, name: own }) : t("wallMonitors.numbered", { number });
}

/** The walls of the desk; one that was taken away since then is said to be gone, and the first one hangs in its place. */
function useWallOptions(chosen: string | null): readonly PickOption<string>[] {
  const { t } = useWords();
  const { data } = useEngine("settings.get", {});
  const walls = data?.settings.walls ?? [];
  const isListed = chosen === null || chosen === "first" || walls.some(({ id }) => id === chosen);
  return [
    { value: none, says: t("wallMonitors.none") },
    { value: "first", says: t("wallMonitors.first") },
    ...walls.map(({ id, name }) => ({ value: id, says: name })),
    ...(isListed ? [] : [{ value: chosen, says: t(data ? "wallMonitors.gone" : "wallMonitors.reading") }]),
  ];
}
