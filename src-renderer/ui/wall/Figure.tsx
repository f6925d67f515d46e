import type { ReactNode } from "react";
import { Link } from "wouter";
import { type KpiLink, kpiLink } from "../../lib/kpi-link.ts";
import { useMe } from "../../lib/session.ts";
import styles from "./wall.module.css";

type FigureProps = { link?: KpiLink | null; href?: string | null; says: string; children: ReactNode };

/** A number of the wall: whoever is signed in opens its rows; on a display nothing can be clicked. */
export function Figure({ link = null, href = null, says, children }: FigureProps) {
  const me = useMe();
  const to = link ? kpiLink(link) : href;
  if (!me || to === null) return children;
  return (
    <Link href={to} className={styles["figure"]} aria-label={says}>
      {children}
    </Link>
  );
}
