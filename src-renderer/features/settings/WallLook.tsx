import type { WallCounts } from "../../../src-main/contract/methods/settings.ts";
import { useWords } from "../../lib/words.ts";
import { Card, Columns } from "../../ui/Card.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import type { WallFields } from "./WallSection.tsx";

const counted = ["mentions", "stories"] as const satisfies readonly WallCounts[];
const seconds = ["20", "25", "30"] as const;

/** What a wall counts, how fast it turns, whether it shows names, and when it is darker. */
export function WallLook({ wall, edit, faultOf, isOff }: WallFields) {
  const { t } = useWords();
  return (
    <Card title={t("settings.wall.look")}>
      <Columns>
        <PickField<WallCounts>
          id="wall-counts"
          label={t("settings.wall.counts")}
          help={t("settings.wall.countsHelp")}
          disabled={isOff}
          value={wall.counts}
          options={counted.map((value) => ({ value, says: t(`settings.wall.count.${value}`) }))}
          onChange={(counts) => edit({ counts })}
        />
        <PickField
          id="wall-rotate"
          label={t("settings.wall.rotate")}
          help={t("settings.wall.rotateHelp")}
          disabled={isOff}
          value={String(wall.rotateSeconds)}
          options={[...new Set([...seconds, String(wall.rotateSeconds)])].map((value) => ({
            value,
            says: t("settings.wall.seconds", { n: value }),
          }))}
          onChange={(value) => edit({ rotateSeconds: Number(value) })}
        />
      </Columns>
      <TickField
        id="wall-names"
        label={t("settings.wall.names")}
        help={t("settings.wall.namesHelp")}
        isOn={wall.names}
        disabled={isOff}
        onChange={(names) => edit({ names })}
      />
      <TickField
        id="wall-night"
        label={t("settings.wall.night")}
        isOn={wall.isDark}
        disabled={isOff}
        onChange={(isDark) => edit({ isDark })}
      />
      {wall.isDark && (
        <Columns isThree>
          <TextField
            label={t("settings.wall.darkFrom")}
            error={faultOf("darkFrom")}
            readOnly={isOff}
            value={wall.darkFrom}
            onChange={(darkFrom) => edit({ darkFrom })}
          />
          <TextField
            label={t("settings.wall.darkTo")}
            error={faultOf("darkTo")}
            readOnly={isOff}
            value={wall.darkTo}
            onChange={(darkTo) => edit({ darkTo })}
          />
          <TextField
            inputMode="numeric"
            label={t("settings.wall.darkPercent")}
            error={faultOf("darkPercent")}
            readOnly={isOff}
            value={wall.darkPercent}
            onChange={(darkPercent) => edit({ darkPercent })}
          />
        </Columns>
      )}
    </Card>
  );
}
