import { useState } from "react";
import { ulid } from "ulid";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import { SectionForm } from "./SectionForm.tsx";
import type { Section } from "./use-section.ts";
import { isSound, type WallDraft, wallParts, type WallsDraft } from "./wall-draft.ts";
import { WallLook } from "./WallLook.tsx";
import { WallPages } from "./WallPages.tsx";
import { WallPreview } from "./WallPreview.tsx";
import { WallRoom } from "./WallRoom.tsx";

const MOST_WALLS = 20;

/** The walls of the desk: where each hangs, what it shows, and how it looks with the numbers of now. */
export function WallSection() {
  return <SectionForm parts={wallParts}>{(section) => <Walls section={section} />}</SectionForm>;
}

export type WallFields = {
  readonly wall: WallDraft;
  readonly edit: (change: Partial<WallDraft>) => void;
  readonly faultOf: (field: string) => string | undefined;
  readonly isOff: boolean;
};

function Walls({ section: { draft, edit, faultOf, offBecause } }: { section: Section<WallsDraft> }) {
  const [shownId, setShown] = useState<string | null>(null);
  const [page, setPage] = useState(0);
  const wall = draft.walls.find(({ id }) => id === shownId) ?? draft.walls[0];
  if (!wall) return null;
  const fields: WallFields = {
    wall,
    isOff: offBecause !== undefined,
    faultOf: (field) => faultOf(`${wall.id} ${field}`),
    edit: (change) => edit({ walls: draft.walls.map((one) => (one.id === wall.id ? { ...one, ...change } : one)) }),
  };
  const shown = Math.min(page, wall.pages.length - 1);
  return (
    <>
      <WallsList draft={draft} shown={wall} isOff={fields.isOff} edit={edit} onShow={setShown} />
      <WallRoom {...fields} />
      <WallPages {...fields} page={shown} onPage={setPage} />
      <WallPreview wall={wall} page={shown} />
      <WallLook {...fields} />
    </>
  );
}

type ListProps = {
  draft: WallsDraft;
  shown: WallDraft;
  isOff: boolean;
  edit: (change: Partial<WallsDraft>) => void;
  onShow: (id: string) => void;
};

function WallsList({ draft: { walls, removed }, shown, isOff, edit, onShow }: ListProps) {
  const { t } = useWords();
  function add(): void {
    const id = ulid();
    edit({ walls: [...walls, { ...shown, id, name: t("settings.wall.newName", { n: walls.length + 1 }) }] });
    onShow(id);
  }
  function remove(): void {
    const at = walls.indexOf(shown);
    edit({ walls: walls.filter((wall) => wall !== shown), removed: { wall: shown, at } });
  }
  function bringBack(): void {
    if (!removed) return;
    edit({ walls: walls.toSpliced(removed.at, 0, removed.wall), removed: null });
    onShow(removed.wall.id);
  }
  return (
    <Card id="wall-list" title={t("settings.wall.walls")} help={t("settings.wall.wallsHelp")}>
      <Acts>
        {walls.map((wall) => (
          <ActButton
            key={wall.id}
            size="small"
            look={wall.id === shown.id ? "primary" : "default"}
            aria-pressed={wall.id === shown.id}
            onClick={() => onShow(wall.id)}
          >
            {isSound(wall) ? wall.name : t("settings.wall.unsound", { name: wall.name })}
          </ActButton>
        ))}
      </Acts>
      {!isOff && (
        <Acts>
          <ActButton
            size="small"
            offBecause={walls.length >= MOST_WALLS ? t("settings.wall.most") : undefined}
            onClick={add}
          >
            {t("settings.wall.add")}
          </ActButton>
          <ActButton
            size="small"
            look="ghost"
            offBecause={walls.length === 1 ? t("settings.wall.last") : undefined}
            onClick={remove}
          >
            {t("settings.wall.remove", { name: shown.name })}
          </ActButton>
          {removed && (
            <span role="status">
              {t("settings.wall.removed", { name: removed.wall.name })}{" "}
              <ActButton size="small" onClick={bringBack}>
                {t("settings.wall.undo")}
              </ActButton>
            </span>
          )}
        </Acts>
      )}
    </Card>
  );
}
