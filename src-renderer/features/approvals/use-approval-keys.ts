import { type Shortcut, useShortcuts } from "../../lib/shortcuts.tsx";

type ApprovalKeys = {
  move: (by: number) => void;
  approve: () => void;
  edit: () => void;
  giveBack: () => void;
  addLegal: () => void;
  comment: () => void;
  other: () => void;
  openOriginal: () => void;
  openCase: () => void;
};

/** Every key of the approvals. */
export function useApprovalKeys(keys: ApprovalKeys): void {
  useShortcuts("approvals.keys.title", [
    ...walkKeys(keys.move),
    { says: "approvals.keys.approve", run: keys.approve },
    { says: "approvals.keys.edit", run: keys.edit },
    { says: "approvals.keys.return", run: keys.giveBack },
    { says: "approvals.keys.legal", run: keys.addLegal },
    { says: "approvals.keys.comment", run: keys.comment },
    { says: "approvals.keys.original", run: keys.openOriginal },
    { says: "approvals.keys.otherDraft", run: keys.other },
    { says: "approvals.keys.open", run: keys.openCase },
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
