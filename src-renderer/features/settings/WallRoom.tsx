import type { WallShape } from "../../../src-main/contract/methods/settings.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Card, Columns } from "../../ui/Card.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { capHeightMm, fitWall, shapeAspects } from "../../ui/wall/geometry.ts";
import { roomOf, type WallDraft } from "./wall-draft.ts";
import type { WallFields } from "./WallSection.tsx";

const shapes = [
  ["16:9", "wide"],
  ["4:3", "standard"],
  ["9:16", "upright"],
] as const satisfies readonly (readonly [WallShape, string])[];

/** What a wall is called, how large it is and how far away people sit, and the sizes that follow. */
export function WallRoom({ wall, edit, faultOf, isOff }: WallFields) {
  const { t } = useWords();
  return (
    <Card title={t("settings.wall.room")} help={t("settings.wall.help")}>
      <TextField
        id="wall-name"
        label={t("settings.wall.name")}
        error={faultOf("name")}
        readOnly={isOff}
        value={wall.name}
        onChange={(name) => edit({ name })}
      />
      <Columns isThree>
        <TextField
          id="wall-diagonal"
          inputMode="decimal"
          label={t("settings.wall.diagonal")}
          help={t("settings.wall.diagonalHelp")}
          error={faultOf("diagonal")}
          readOnly={isOff}
          value={wall.diagonal}
          onChange={(diagonal) => edit({ diagonal })}
        />
        <TextField
          id="wall-distance"
          inputMode="decimal"
          label={t("settings.wall.distance")}
          help={t("settings.wall.distanceHelp")}
          error={faultOf("distance")}
          readOnly={isOff}
          value={wall.distance}
          onChange={(distance) => edit({ distance })}
        />
        <PickField<WallShape>
          id="wall-shape"
          label={t("settings.wall.shape")}
          help={t("settings.wall.shapeHelp")}
          disabled={isOff}
          value={wall.shape}
          options={shapes.map(([value, word]) => ({ value, says: t(`settings.wall.shapes.${word}`) }))}
          onChange={(shape) => edit({ shape })}
        />
      </Columns>
      <Sizes wall={wall} />
    </Card>
  );
}

/** The smallest and the large letters, in mm and in part of the display. */
function Sizes({ wall }: { wall: WallDraft }) {
  const { t } = useWords();
  const { number } = useFormat();
  const room = roomOf(wall);
  if (!room) return null;
  const { sizes } = fitWall(room, { aspect: shapeAspects[room.shape] });
  const heights = { least: capHeightMm(16, room.distanceMetres), hero: capHeightMm(60, room.distanceMetres) };
  return (
    <p role="status">
      {t("settings.wall.sizes", {
        least: number(heights.least, 1),
        hero: number(heights.hero, 1),
        distance: wall.distance,
        percent: number(sizes.min, 1),
        lines: number(Math.floor(94.8 / (1.16 * sizes.min))),
      })}
    </p>
  );
}
