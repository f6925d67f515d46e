import type { KpiLink } from "../../lib/kpi-link.ts";
import { classNames } from "../class-names.ts";
import { Figure } from "./Figure.tsx";
import { Measure } from "./Measure.tsx";
import styles from "./wall.module.css";

type HeroProps = {
  text: string;
  /** What the number is, for whoever hears it. */
  says: string;
  tone?: string | undefined;
  isShort?: boolean;
  link?: KpiLink | null;
  href?: string | null;
};

/** The one large number of a tile. More than three characters stand smaller, so that the number is never cut. */
export function Hero({ text, says, tone, isShort = false, link = null, href = null }: HeroProps) {
  const look = classNames(styles["hero"], isShort ? styles["shortHero"] : text.length > 3 && styles["longHero"], tone);
  return (
    <Figure link={link} href={href} says={`${says}: ${text}`}>
      <Measure className={look} text={text} />
    </Figure>
  );
}
