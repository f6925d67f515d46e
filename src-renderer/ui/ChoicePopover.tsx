import { Popover } from "@mantine/core";
import type { ReactElement, ReactNode } from "react";
import { type AskedWords, type Choice, ChoiceList } from "./ChoiceList.tsx";
import styles from "./ChoicePopover.module.css";

type ChoicePopoverProps = {
  title: string;
  choices: readonly Choice[];
  ask?: AskedWords | undefined;
  /** In place of the choices: what needs more than one. */
  form?: ReactNode;
  isOpen: boolean;
  onClose: () => void;
  children: ReactElement;
};

/** A button's list of choices, beside the button. The focus goes into it and comes back. */
export function ChoicePopover({ title, choices, ask, form, isOpen, onClose, children }: ChoicePopoverProps) {
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => !opened && onClose()}
      onDismiss={onClose}
      position="top-end"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown className={styles["dropdown"]} role="dialog" aria-label={title}>
        {form ?? <ChoiceList title={title} choices={choices} ask={ask} onChosen={onClose} />}
      </Popover.Dropdown>
    </Popover>
  );
}
