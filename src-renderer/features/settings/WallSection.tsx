import type { Wall, WallCounts } from "../../../src-main/contract/methods/settings.ts";
import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Card, Columns } from "../../ui/Card.tsx";
import { readNumber } from "./read-words.ts";
import { SectionForm } from "./SectionForm.tsx";
import type { Faults } from "../../lib/faults.ts";
import type { SectionParts } from "./use-section.ts";

type Draft = { walls: readonly Wall[]; diagonal: string; distance: string; counts: WallCounts };
const counted = ["mentions", "stories"] as const satisfies readonly WallCounts[];
const diagonalLimits = { min: 20, max: 120 };
const distanceLimits = { min: 0.5, max: 15 };

const parts: SectionParts<Draft> = {
  keys: ["walls"],
  toDraft: ({ walls }) => ({
    walls,
    diagonal: String(walls[0]?.diagonalInches),
    distance: String(walls[0]?.distanceMetres),
    counts: walls[0]?.counts ?? "mentions",
  }),
  read: (draft) => {
    const diagonalInches = readNumber(draft.diagonal, diagonalLimits);
    const distanceMetres = readNumber(draft.distance, distanceLimits);
    const faults: Faults = {
      ...(diagonalInches === null && { diagonal: { says: "settings.numberBad", params: diagonalLimits } }),
      ...(distanceMetres === null && { distance: { says: "settings.numberBad", params: distanceLimits } }),
    };
    const { counts } = draft;
    return {
      change: {
        walls: draft.walls.map((wall, index) =>
          index === 0
            ? { ...wall, diagonalInches: diagonalInches ?? 0, distanceMetres: distanceMetres ?? 0, counts }
            : wall,
        ),
      },
      faults,
    };
  },
};

/** How large the wallboard is and how far away people sit, from which every size follows; and what it counts. */
export function WallSection() {
  const { t } = useWords();
  return (
    <SectionForm parts={parts}>
      {({ draft, edit, faultOf, offBecause }) => (
        <Card help={t("settings.wall.help")}>
          <Columns isThree>
            <TextField
              id="wall-diagonal"
              inputMode="decimal"
              label={t("settings.wall.diagonal")}
              help={t("settings.wall.diagonalHelp")}
              error={faultOf("diagonal")}
              readOnly={offBecause !== undefined}
              value={draft.diagonal}
              onChange={(diagonal) => edit({ diagonal })}
            />
            <TextField
              id="wall-distance"
              inputMode="decimal"
              label={t("settings.wall.distance")}
              help={t("settings.wall.distanceHelp")}
              error={faultOf("distance")}
              readOnly={offBecause !== undefined}
              value={draft.distance}
              onChange={(distance) => edit({ distance })}
            />
            <PickField<WallCounts>
              id="wall-counts"
              label={t("settings.wall.counts")}
              help={t("settings.wall.countsHelp")}
              disabled={offBecause !== undefined}
              value={draft.counts}
              options={counted.map((value) => ({ value, says: t(`settings.wall.count.${value}`) }))}
              onChange={(counts) => edit({ counts })}
            />
          </Columns>
        </Card>
      )}
    </SectionForm>
  );
}
