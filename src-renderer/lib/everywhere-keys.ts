import type { KeyPlace } from "./key-act.ts";

/** The keys that hold on every screen. */
export const everywhereKeys: readonly KeyPlace[] = [
  {
    title: "keys.go",
    isEverywhere: true,
    acts: [
      { act: "go.triage", says: "screen.triage", keys: ["g t"] },
      { act: "go.approvals", says: "screen.approvals", keys: ["g a"] },
      { act: "go.contacts", says: "screen.contacts", keys: ["g c"] },
      { act: "go.monitor", says: "screen.monitor", keys: ["g m"] },
      { act: "go.wall", says: "screen.wall", keys: ["g w"] },
      { act: "go.shift", says: "screen.shift", keys: ["g s"] },
      { act: "go.reports", says: "screen.reports", keys: ["g r"] },
      { act: "go.alarms", says: "screen.alarms", keys: ["g i"] },
      { act: "go.topics", says: "screen.topics", keys: ["g k"] },
      { act: "go.playbook", says: "screen.playbook", keys: ["g p"] },
      { act: "go.crm", says: "screen.crm", keys: ["g o"] },
      { act: "go.settings", says: "screen.settings", keys: ["g ,"] },
      { act: "go.log", says: "screen.log", keys: ["c"] },
    ],
  },
  {
    title: "keys.everywhere",
    isEverywhere: true,
    acts: [
      { act: "all.palette", says: "keys.palette", keys: ["Ctrl+K"] },
      { act: "all.lookUp", says: "keys.lookUp", keys: ["Ctrl+Alt+L"] },
      { act: "all.undo", says: "keys.undo", keys: ["Ctrl+Z", "z"] },
      { act: "all.wallHere", says: "keys.wallHere", keys: ["F11"] },
      { act: "all.sheet", says: "keys.sheet", keys: ["?"] },
    ],
  },
  {
    title: "keys.writing",
    acts: [{ act: "write.keep", says: "keys.keepWritten", keys: ["Ctrl+Enter"], isInField: true }],
  },
];
