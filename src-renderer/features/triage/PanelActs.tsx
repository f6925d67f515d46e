import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { heldBy } from "../../lib/claims.ts";
import { privateChannelOf } from "../../lib/private-channel.ts";
import { useMe } from "../../lib/session.ts";
import { type Translate, useWords, type WordKey } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import type { AskedWords, Choice } from "../../ui/ChoiceList.tsx";
import { ChoicePopover } from "../../ui/ChoicePopover.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import type { ListedRow } from "./list-state.ts";
import styles from "./PanelActs.module.css";
import type { ChoiceKind } from "./use-choices.ts";
import type { TriageActs } from "./use-triage-acts.ts";

export type PanelChoice = {
  open: ChoiceKind | null;
  choices: readonly Choice[];
  /** In place of the choices, for acts that need more than one word. */
  form: ReactNode;
  onOpen: (kind: ChoiceKind) => void;
  onClose: () => void;
};

type PanelActsProps = {
  targets: readonly ListedRow[];
  acts: TriageActs;
  choice: PanelChoice;
  openCase: (query?: string) => void;
};

const IN_MORE: readonly ChoiceKind[] = ["resolve", "spam", "duplicate", "assign", "priority", "label", "macro"];

/** The acts on the row under the cursor or on the selection, each with its key. */
export function PanelActs({ targets, acts, choice, openCase }: PanelActsProps) {
  const { t } = useWords();
  const isMany = targets.length > 1;
  const isPrivate = targets[0] !== undefined && privateChannelOf(targets[0].network) !== null;
  const oneOnly = isMany ? t("triage.oneAtATime") : undefined;
  const noCase = targets.some((row) => row.case === null) ? t("triage.noCase") : undefined;
  const inOneBucket = targets.every((row) => row.bucket === targets[0]?.bucket);
  const list = (...kinds: readonly [ChoiceKind, ...ChoiceKind[]]) => ({
    title: t(`triage.choose.${kinds.find((kind) => kind === choice.open) ?? kinds[0]}`),
    choices: choice.choices,
    form: choice.form,
    isOpen: kinds.some((kind) => kind === choice.open),
    onClose: choice.onClose,
  });
  return (
    <div className={styles["foot"]}>
      <div className={styles["quick"]}>
        {(["analytics", "pr", "care"] as const).map((bucket, index) => (
          <ActButton
            key={bucket}
            size="small"
            icon={bucket}
            keys={String(index + 1)}
            className={classNames(styles["bucket"], styles[bucket])}
            aria-pressed={inOneBucket && targets[0]?.bucket === bucket}
            onClick={() => void acts.setBucket(bucket)}
          >
            {t(`bucket.${bucket}`)}
          </ActButton>
        ))}
      </div>
      <div className={styles["acts"]}>
        <ActButton
          look="primary"
          keys="r"
          className={styles["wide"]}
          offBecause={oneOnly ?? noCase}
          onClick={() => openCase("?draft=1")}
        >
          {t(isPrivate ? "triage.answer" : "triage.draft")}
        </ActButton>
        <More targets={targets} acts={acts} choice={choice} openCase={openCase} />
      </div>
      <div className={styles["acts"]}>
        <ActButton size="small" keys="p" offBecause={oneOnly ?? noCase} onClick={() => openCase("?draft=private")}>
          {t("triage.private")}
        </ActButton>
        <ChoicePopover {...list("noReply")} ask={{ label: t("queue.ask.words"), needed: t("queue.ask.wordsNeeded") }}>
          <ActButton
            size="small"
            keys="n"
            offBecause={noCase}
            aria-haspopup="dialog"
            onClick={() => choice.onOpen("noReply")}
          >
            {t("triage.noReply")}
          </ActButton>
        </ChoicePopover>
        <ChoicePopover {...list("snooze", "ownTime")}>
          <ActButton
            size="small"
            keys="h"
            offBecause={noCase}
            aria-haspopup="dialog"
            onClick={() => choice.onOpen("snooze")}
          >
            {t("triage.snooze")}
          </ActButton>
        </ChoicePopover>
      </div>
    </div>
  );
}

/** The field beside the people: a reason where colleagues have it, else a note for whoever gets it. */
function askOf(t: Translate, { holder, count }: { holder: { name: string } | undefined; count: number }): AskedWords {
  if (!holder) return { label: t("together.claim.note"), needed: "" };
  const needed = count > 1 ? t("together.claim.several") : t("together.claim.whyNeeded", { name: holder.name });
  return { label: t("together.claim.why", { name: holder.name }), needed };
}

function More({ targets, acts, choice, openCase }: PanelActsProps) {
  const { t } = useWords();
  const me = useMe();
  const holder = targets.map((row) => heldBy(row, me?.id)).find((held) => held !== null);
  const open = IN_MORE.find((kind) => kind === choice.open);
  const entries: { says: WordKey; keys: string; run: () => void }[] = [
    { says: "triage.keys.open", keys: "Enter", run: () => openCase() },
    { says: "triage.keys.resolve", keys: "e", run: () => choice.onOpen("resolve") },
    { says: "triage.keys.spam", keys: "#", run: () => choice.onOpen("spam") },
    {
      says: "triage.keys.assignMe",
      keys: "i",
      run: () => {
        if (holder) return choice.onOpen("assign");
        if (me) void acts.assign({ id: me.id, name: me.name, initials: me.initials });
      },
    },
    { says: "triage.keys.assign", keys: "a", run: () => choice.onOpen("assign") },
    { says: "triage.keys.priority", keys: "y", run: () => choice.onOpen("priority") },
    { says: "triage.keys.label", keys: "l", run: () => choice.onOpen("label") },
    { says: "triage.keys.macro", keys: "Shift+M", run: () => choice.onOpen("macro") },
    { says: "triage.keys.note", keys: "m", run: () => openCase("?note=1") },
    { says: "triage.keys.toUnsorted", keys: "0", run: () => void acts.setBucket("unsorted") },
  ];
  return (
    <ChoicePopover
      title={open ? t(`triage.choose.${open}`) : ""}
      choices={choice.choices}
      form={choice.form}
      ask={open === "assign" ? askOf(t, { holder, count: targets.length }) : undefined}
      isOpen={open !== undefined}
      onClose={choice.onClose}
    >
      <span className={styles["more"]}>
        <Menu position="top-end" returnFocus={false} withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActButton aria-label={t("triage.more")} title={t("triage.more")}>
              <Icon name="down" size={14} />
            </ActButton>
          </Menu.Target>
          <Menu.Dropdown>
            {entries.map(({ says, keys, run }) => (
              <Menu.Item key={says} onClick={run} rightSection={<KeyHint keys={keys} />}>
                {t(says)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </span>
    </ChoicePopover>
  );
}
