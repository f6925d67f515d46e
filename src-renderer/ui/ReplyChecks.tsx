import { type ReactNode, useState } from "react";
import type { CheckHit } from "../../src-main/contract/methods/checks.ts";
import { groupsWithout, isOpen } from "../lib/check-words.ts";
import { firstNameOf } from "../lib/approval.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import { Icon } from "./Icon.tsx";
import styles from "./ReplyChecks.module.css";
import { SignForm } from "./SignForm.tsx";

type Acts = {
  /** Puts better words in the place of a hit, or shows it where it stands. */
  onReword?: ((hit: CheckHit) => void) | undefined;
  onSign?: ((hit: CheckHit, reason: string) => Promise<boolean>) | undefined;
  onUnsign?: ((hit: CheckHit) => void) | undefined;
};

type ReplyChecksProps = Acts & {
  hits: readonly CheckHit[];
  /** Lines that stand above the hits. */
  children?: ReactNode;
  /** What else is fine, said in the same line. */
  fine?: readonly string[];
  /** The key that leads to the first open hit. */
  nextKey?: string;
};

const MOST = 25;

/** What speaks against a reply: stop, look with its ways out or its signature, and one line for all that is fine. */
export function ReplyChecks({ hits, children, fine = [], nextKey, ...acts }: ReplyChecksProps) {
  const { t } = useWords();
  const shown = hits.filter(({ isAgreed }) => !isAgreed);
  const agreed = hits.length - shown.length;
  const firstOpen = shown.find(isOpen);
  const nothing = groupsWithout(shown).map((group) => t(`checks.none.${group}`));
  const lines = [
    ...(nothing.length > 0 ? [t("checks.noneOf", { groups: nothing.join(", ") })] : []),
    ...fine,
    ...(agreed > 0 ? [t("checks.agreed", { count: agreed })] : []),
  ];
  return (
    <ul className={styles["checks"]} aria-label={t("checks.label")}>
      {children}
      {shown.slice(0, MOST).map((hit) => (
        <Line
          key={`${hit.rule} ${hit.from} ${hit.words}`}
          hit={hit}
          keys={hit === firstOpen ? nextKey : undefined}
          {...acts}
        />
      ))}
      {shown.length > MOST && (
        <li>
          <Icon name="incident" size={14} className={styles["look"]} />
          {t("checks.more", { count: shown.length - MOST })}
        </li>
      )}
      {lines.length > 0 && (
        <li>
          <Icon name="check" size={14} className={styles["fine"]} />
          <span className={styles["quiet"]}>{lines.join(" ")}</span>
        </li>
      )}
    </ul>
  );
}

function Line({ hit, keys, onReword, onSign, onUnsign }: Acts & { hit: CheckHit; keys: string | undefined }) {
  const { t } = useWords();
  const [isSigning, setSigning] = useState(false);
  const of = <span className="sr"> {t("checks.ofHit", { words: hit.words })}</span>;
  const mayReword = onReword && isOpen(hit);
  const maySign = onSign && hit.severity === "look" && !hit.signed;
  return (
    <li data-check={isOpen(hit) ? "open" : "done"}>
      <Icon
        name={hit.severity === "stop" ? "stop" : "incident"}
        size={14}
        className={styles[hit.severity === "stop" ? "stop" : hit.signed ? "fine" : "look"]}
      />
      <What hit={hit} />
      {hit.signed ? <Signed hit={hit} onUnsign={onUnsign} /> : null}
      <span className={styles["acts"]}>
        {mayReword && (
          <ActButton size="small" look="ghost" keys={keys} onClick={() => onReword(hit)}>
            {t(hit.instead === null ? "checks.reword" : "checks.replace")}
            {of}
          </ActButton>
        )}
        {maySign && (
          <ActButton size="small" look="ghost" aria-expanded={isSigning} onClick={() => setSigning(!isSigning)}>
            {t("checks.sign")}
            {of}
          </ActButton>
        )}
      </span>
      {maySign && isSigning && (
        <SignForm
          words={hit.words}
          onClose={() => setSigning(false)}
          onSign={async (reason) => {
            const isDone = await onSign(hit, reason);
            if (isDone) setSigning(false);
          }}
        />
      )}
    </li>
  );
}

/** The rule, the words that it found, why, and what could stand there. */
function What({ hit: { rule, severity, words, instead, params } }: { hit: CheckHit }) {
  const { t } = useWords();
  const { language } = useFormat();
  const named = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      rule === "language" && typeof value === "string" ? language(value) : value,
    ]),
  );
  const isWhole = rule === "language" || rule === "too-long" || rule === "unnamed";
  return (
    <span className={styles["what"]}>
      <span className="sr">{t(`checks.severity.${severity}`)} </span>
      <b>{t(`checks.rule.${rule}`)}</b> {!isWhole && t("checks.words", { words: shortened(words) })}{" "}
      {t(`checks.why.${rule}`, named)}
      {instead !== null && ` ${instead === "" ? t("checks.leaveOut") : t("checks.instead", { words: instead })}`}
    </span>
  );
}

function Signed({ hit: { signed, ...hit }, onUnsign }: { hit: CheckHit; onUnsign: Acts["onUnsign"] }) {
  const { t } = useWords();
  const { moment } = useFormat();
  if (!signed) return null;
  const { by, at, reason } = signed;
  return (
    <>
      <span className={styles["quiet"]} title={t("checks.signedAt", { name: by.name, time: moment(at) })}>
        {t("checks.signed", { name: firstNameOf(by.name), reason })}
      </span>
      {onUnsign && (
        <span className={styles["acts"]}>
          <ActButton size="small" look="ghost" onClick={() => onUnsign({ ...hit, signed })}>
            {t("checks.unsign")}
            <span className="sr"> {t("checks.ofHit", { words: hit.words })}</span>
          </ActButton>
        </span>
      )}
    </>
  );
}

const LONGEST = 80;
const shortened = (words: string) => (words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words);
