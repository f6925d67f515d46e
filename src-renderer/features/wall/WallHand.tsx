import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { classNames } from "../../ui/class-names.ts";
import styles from "../../ui/wall/wall.module.css";

type WallHandProps = {
  isShown: boolean;
  isHeld: boolean;
  turn: (by: 1 | -1) => void;
  onHold: () => void;
  onFull: () => void;
  onLeave: (() => void) | null;
};

/** The acts of the wall, for whoever stands before it; they go when the pointer rests. */
export function WallHand({ isShown, isHeld, turn, onHold, onFull, onLeave }: WallHandProps) {
  const { t } = useWords();
  return (
    <nav className={classNames(styles["hand"], isShown && styles["handShown"])} aria-label={t("wall.keys.title")}>
      <ActButton size="small" onClick={() => turn(-1)}>
        {t("wall.keys.previous")}
      </ActButton>
      <ActButton size="small" onClick={() => turn(1)}>
        {t("wall.keys.next")}
      </ActButton>
      <ActButton size="small" aria-pressed={isHeld} onClick={onHold}>
        {t(isHeld ? "wall.keys.resume" : "wall.keys.pause")}
      </ActButton>
      <ActButton size="small" keys="F11" onClick={onFull}>
        {t("wall.keys.full")}
      </ActButton>
      {onLeave && (
        <ActButton size="small" keys="Escape" onClick={onLeave}>
          {t("wall.keys.leave")}
        </ActButton>
      )}
    </nav>
  );
}
