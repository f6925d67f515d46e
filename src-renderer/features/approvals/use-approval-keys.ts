import { type Shortcut, useShortcuts } from "../../lib/shortcuts.tsx";

type ApprovalKeys = {
  move: (by: number) => void;
  approve: () => void;
  giveBack: () => void;
  other: () => void;
  openOriginal: () => void;
  openCase: (query?: string) => void;
};

/** Every key of the approvals. */
export function useApprovalKeys({ move, approve, giveBack, other, openOriginal, openCase }: ApprovalKeys): void {
  useShortcuts("approvals.keys.title", [
    ...walkKeys(move),
    { keys: "a", says: "approvals.keys.approve", run: approve },
    { keys: "r", says: "approvals.keys.return", run: giveBack },
    { keys: "v", says: "approvals.keys.original", run: openOriginal },
    { keys: "e", says: "approvals.keys.edit", run: () => openCase("?draft=1") },
    { keys: "ArrowLeft", says: "approvals.keys.otherDraft", run: other },
    { keys: "ArrowRight", says: "approvals.keys.otherDraft", run: other },
    { keys: "Enter", says: "approvals.keys.open", run: () => openCase() },
    { keys: "o", says: "approvals.keys.open", run: () => openCase() },
  ]);
}

/** The keys that walk the list. */
export function useWalkKeys(move: (by: number) => void): void {
  useShortcuts("approvals.keys.title", walkKeys(move));
}

function walkKeys(move: (by: number) => void): readonly Shortcut[] {
  return [
    { keys: "j", says: "approvals.keys.next", run: () => move(1) },
    { keys: "k", says: "approvals.keys.previous", run: () => move(-1) },
    { keys: "ArrowDown", says: "approvals.keys.next", run: () => move(1) },
    { keys: "ArrowUp", says: "approvals.keys.previous", run: () => move(-1) },
  ];
}
