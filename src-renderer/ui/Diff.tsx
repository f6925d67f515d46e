import { useMemo } from "react";
import { diffWords } from "../lib/word-diff.ts";
import { classNames } from "./class-names.ts";
import styles from "./Diff.module.css";

/** What was changed: added words underlined, removed ones struck through. */
export function Diff({ before, after, className }: { before: string; after: string; className?: string | undefined }) {
  const pieces = useMemo(() => diffWords(before, after), [before, after]);
  return (
    <p className={classNames(styles["diff"], className)}>
      {pieces.map(({ kind, text }, index) => {
        if (kind === "added") return <ins key={index}>{text}</ins>;
        return kind === "removed" ? <del key={index}>{text}</del> : <span key={index}>{text}</span>;
      })}
    </p>
  );
}
