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
    { says: "approvals.keys.approve", run: approve },
    { says: "approvals.keys.return", run: giveBack },
    { says: "approvals.keys.original", run: openOriginal },
    { says: "approvals.keys.edit", run: () => openCase("?draft=1") },
    { says: "approvals.keys.otherDraft", run: other },
    { says: "approvals.keys.open", run: () => openCase() },
  ]);
}

/** The keys that walk the list. */
export function useWalkKeys(move: (by: number) => void): void {
  useShortcuts("approvals.keys.title", walkKeys(move));
}

function walkKeys(move: (by: number) => void): readonly Shortcut[] {
  return [
    { says: "approvals.keys.next", run: () => move(1) },
    { says: "approvals.keys.previous", run: () => move(-1) },
  ];
}
