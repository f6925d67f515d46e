import { useQueryClient } from "@tanstack/react-query";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { useSession } from "../../lib/session.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

export type ShiftActs = ReturnType<typeof useShiftActs>;

/** Opening and closing a shift, and why the person at the desk may not. */
export function useShiftActs(open: Shift | null) {
  const { t, sayError } = useWords();
  const { list } = useFormat();
  const { person, people } = useSession();
  const client = useQueryClient();
  const acts = useActs();
  const opening = useCommand("shifts.open");
  const closing = useCommand("shifts.close");
  const taking = useCommand("shifts.takeOver");
  const leads = people.filter(({ roles }) => roles.includes("lead")).map(({ name }) => name);
  const names = leads.length > 0 ? list(leads) : t("shift.nobody");
  const mayAct = person?.roles.includes("lead") === true;

  function show(shift: Shift): void {
    client.setQueryData<Shift[]>(["shifts.list", {}], (known = []) => [
      shift,
      ...known.filter(({ id }) => id !== shift.id),
    ]);
    void client.invalidateQueries({ queryKey: ["status.get"] });
  }
  function refused(error: unknown): EngineError {
    const reason = reasonOf(error);
    acts.failed(sayError(reason));
    void client.invalidateQueries({ queryKey: ["shifts.list"] });
    return reason;
  }

  return {
    offBecause: mayAct ? undefined : t(open ? "shift.closeOff" : "shift.openOff", { names }),
    isOpening: opening.isPending,
    isClosing: closing.isPending,
    openShift: async (): Promise<void> => {
      if (!mayAct || opening.isPending) return;
      try {
        show(await opening.mutateAsync({}));
        acts.did({ says: t("shift.opened") });
      } catch (error) {
        refused(error);
      }
    },
    /** Answers why it was refused; null when the shift is closed. */
    closeShift: async (
      { id, version }: Shift,
      { text, until }: { text: string; until: number | null },
    ): Promise<EngineError | null> => {
      try {
        show(await closing.mutateAsync({ id, version, text, until }));
        acts.did({ says: t("shift.closed") });
        return null;
      } catch (error) {
        return refused(error);
      }
    },
    isSigning: taking.isPending,
    /** Why the person at the desk does not sign for taking this shift over. */
    offSigning: (shift: Shift): string | undefined => {
      if (!mayAct) return t("shift.sign.off", { names });
      return shift.handover?.by.id === person?.id && leads.length > 1 ? t("refusal.own-handover") : undefined;
    },
    takeOver: async ({ id, version }: Shift, opens: boolean): Promise<Shift | null> => {
      if (!mayAct || taking.isPending) return null;
      try {
        const { shift, opened } = await taking.mutateAsync({ id, version, open: opens });
        show(shift);
        if (opened) show(opened);
        acts.did({ says: t(opened ? "shift.sign.tookAndOpened" : "shift.sign.took") });
        return opened;
      } catch (error) {
        refused(error);
        return null;
      }
    },
  };
}
