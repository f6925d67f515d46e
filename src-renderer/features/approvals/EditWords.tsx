import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { approversOf, firstNameOf } from "../../lib/approval.ts";
import { changedSpan } from "../../lib/changed-span.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useFieldKey } from "../../lib/use-field-key.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import styles from "./EditWords.module.css";

type EditWordsProps = { reply: Reply; onSave: (text: string) => void; onClose: () => void };

const LONGEST = 20_000;

/** An approver changes the words: they become an author, and somebody else must approve. Both are said while one types. */
export function EditWords({ reply, onSave, onClose }: EditWordsProps) {
  const { t } = useWords();
  const keepKey = useFieldKey("write.keep");
  const [text, setText] = useState(reply.text);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const { current } = field;
    current?.focus();
    current?.setSelectionRange(current.value.length, current.value.length);
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const changed = changedSpan(reply.text.trim(), text.trim());
  const offBecause =
    text.trim() === "" ? t("approvals.edited.empty") : changed === 0 ? t("approvals.edited.unchanged") : undefined;
  function save(event?: FormEvent): void {
    event?.preventDefault();
    if (offBecause === undefined) onSave(text.trim());
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") return onClose();
    if (!keepKey.isIt(event)) return;
    event.preventDefault();
    save();
  }
  return (
    <form className={styles["form"]} onSubmit={save} onKeyDown={onKeyDown} aria-label={t("approvals.edited.title")}>
      <div className={styles["box"]} data-text={`${text}\n`}>
        <textarea
          ref={field}
          value={text}
          maxLength={LONGEST}
          rows={4}
          aria-label={t("approvals.edited.title")}
          aria-describedby={`becomes-${reply.id}`}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <p id={`becomes-${reply.id}`} className={styles["says"]} role="status">
        {changed > 0 && (
          <Badge icon="x" tone="bad">
            {t("approvals.void")}
          </Badge>
        )}{" "}
        {changed > 0 && `${t("approvals.voidEdit", { count: changed })} `}
        <Becomes reply={reply} />
      </p>
      <div className={styles["acts"]}>
        <ActButton submit ownKeys={keepKey.shown} offBecause={offBecause}>
          {t("approvals.edited.save")}
        </ActButton>
        <ActButton look="ghost" ownKeys="Escape" onClick={onClose}>
          {t("app.cancel")}
        </ActButton>
      </div>
    </form>
  );
}

function Becomes({ reply }: { reply: Reply }) {
  const { t } = useWords();
  const { list } = useFormat();
  const me = useMe();
  const { data: people } = useEngine("people.list", {});
  if (!me || !people) return null;
  const mine = { policy: reply.policy, authors: [...reply.authors, { id: me.id, name: me.name, initials: "" }] };
  const names = approversOf(mine, people).map((person) => firstNameOf(person.name));
  return names.length > 0 ? t("approvals.edited.becomes", { names: list(names) }) : t("approvals.edited.nobody");
}
