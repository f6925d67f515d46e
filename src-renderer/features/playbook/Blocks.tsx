import type { GuidelinesBlock } from "../../../src-main/contract/methods/playbook.ts";
import styles from "./guidelines.module.css";

/** The guidelines as they are read: headings, paragraphs and lists, each word as text. */
export function Blocks({ blocks }: { blocks: readonly GuidelinesBlock[] }) {
  return runsOf(blocks).map(({ kind, run }, at) => {
    if (kind === "point") return <ul key={at}>{run.map(itemOf)}</ul>;
    if (kind === "number") return <ol key={at}>{run.map(itemOf)}</ol>;
    return run.map((block, index) => {
      const words = <Spans spans={block.spans} />;
      if (kind === "paragraph") return <p key={`${at}-${index}`}>{words}</p>;
      // Under the heading of the part that the page stands in.
      if (kind === "heading") return <h4 key={`${at}-${index}`}>{words}</h4>;
      return (
        <h3 key={`${at}-${index}`} className={styles["title"]}>
          {words}
        </h3>
      );
    });
  });
}

function itemOf(block: GuidelinesBlock, index: number) {
  return (
    <li key={index}>
      <Spans spans={block.spans} />
    </li>
  );
}

function Spans({ spans }: { spans: GuidelinesBlock["spans"] }) {
  return spans.map(({ text, look }, at) => {
    if (look === "strong") return <strong key={at}>{text}</strong>;
    return look === "emphasis" ? <em key={at}>{text}</em> : <span key={at}>{text}</span>;
  });
}

type Run = { kind: GuidelinesBlock["kind"]; run: GuidelinesBlock[] };

/** Neighbours of one kind: the points of one list. */
function runsOf(blocks: readonly GuidelinesBlock[]): readonly Run[] {
  const runs: Run[] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    if (last?.kind === block.kind) last.run.push(block);
    else runs.push({ kind: block.kind, run: [block] });
  }
  return runs;
}
