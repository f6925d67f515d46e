import { Popover } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./ActForm.module.css";
import type { QueuePlace } from "./queue-place.ts";
import { useViewActs } from "./use-view-acts.ts";

/** Keeps what the list shows under a name: as a new view, or as what a saved one shows from now on. */
export function SaveView({ place }: { place: QueuePlace }) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { data: views = [] } = useEngine("views.list", {});
  const known = views.find(({ id }) => id === place.saved) ?? null;
  const isEverywhere = place.everywhere ? t("queue.views.notEverywhere") : undefined;
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      onDismiss={() => setOpen(false)}
      position="bottom-end"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <ActButton size="small" aria-haspopup="dialog" offBecause={isEverywhere} onClick={() => setOpen(!isOpen)}>
          {t("queue.views.save")}
        </ActButton>
      </Popover.Target>
      <Popover.Dropdown className={styles["dropdown"]} role="dialog" aria-label={t("queue.views.save")}>
        <SaveForm place={place} known={known} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

type SaveFormProps = {
  place: QueuePlace;
  known: Parameters<ReturnType<typeof useViewActs>["save"]>[1]["known"];
  onDone: () => void;
};

function SaveForm({ place, known, onDone }: SaveFormProps) {
  const { t } = useWords();
  const acts = useViewActs();
  const mayChange = known !== null && (!known.forAll || acts.keepsForAll);
  const [name, setName] = useState(known?.name ?? "");
  const [forAll, setForAll] = useState(known?.forAll === true && acts.keepsForAll);
  async function save(as: SaveFormProps["known"]): Promise<void> {
    if (name.trim() !== "" && (await acts.save(place, { name: name.trim(), forAll, known: as }))) onDone();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void save(mayChange ? known : null);
  }
  return (
    <form className={styles["form"]} onSubmit={submit}>
      <TextField label={t("queue.views.name")} required maxLength={80} data-autofocus value={name} onChange={setName} />
      {acts.keepsForAll && <TickField label={t("queue.views.forAll")} isOn={forAll} onChange={setForAll} />}
      <div className={styles["acts"]}>
        <ActButton submit look="primary">
          {mayChange ? t("queue.views.change", { name: known.name }) : t("queue.views.save")}
        </ActButton>
        {mayChange && <ActButton onClick={() => void save(null)}>{t("queue.views.asNew")}</ActButton>}
      </div>
    </form>
  );
}
