import { type ComponentType, lazy, type LazyExoticComponent } from "react";
import type { IconName } from "../ui/Icon.tsx";

export type ScreenName =
  | "triage"
  | "case"
  | "log"
  | "import"
  | "approvals"
  | "contacts"
  | "contact"
  | "monitor"
  | "wall"
  | "reports"
  | "shift"
  | "alarms"
  | "topics"
  | "playbook"
  | "crm"
  | "settings"
  | "lookUp"
  | "welcome";

export type Route = {
  name: ScreenName;
  path: string;
  Screen: LazyExoticComponent<ComponentType>;
  /** Where it stands in the rail; the keys that open it are in the map of keys. */
  rail?: { place: "top" | "bottom"; icon: IconName };
  /** A command of the palette, though it does not stand in the rail. */
  isCommand?: boolean;
  /** Without rail and status bar. */
  isBare?: boolean;
};

/** Where a link to a screen leads: its path without what may be left out. */
export function addressOf({ path }: Route): string {
  return path.replace(/\/:\w+\?$/, "");
}

/** Every screen once; each is loaded when it is first opened. */
export const routes: readonly Route[] = [
  {
    name: "triage",
    path: "/triage",
    Screen: lazy(async () => ({ default: (await import("../features/triage/screen.tsx")).TriageScreen })),
    rail: { place: "top", icon: "inbox" },
  },
  {
    name: "case",
    path: "/case/:id",
    Screen: lazy(async () => ({ default: (await import("../features/case/screen.tsx")).CaseScreen })),
  },
  {
    name: "log",
    path: "/log",
    Screen: lazy(async () => ({ default: (await import("../features/by-hand/log-screen.tsx")).LogScreen })),
    rail: { place: "top", icon: "phone" },
  },
  {
    name: "import",
    path: "/import",
    Screen: lazy(async () => ({ default: (await import("../features/by-hand/import-screen.tsx")).ImportScreen })),
    isCommand: true,
  },
  {
    name: "approvals",
    path: "/approvals",
    Screen: lazy(async () => ({ default: (await import("../features/approvals/screen.tsx")).ApprovalsScreen })),
    rail: { place: "top", icon: "approve" },
  },
  {
    name: "contacts",
    path: "/contacts",
    Screen: lazy(async () => ({ default: (await import("../features/contacts/screen.tsx")).ContactsScreen })),
    rail: { place: "top", icon: "contacts" },
  },
  {
    name: "contact",
    path: "/contacts/:id",
    Screen: lazy(async () => ({ default: (await import("../features/contacts/screen.tsx")).ContactScreen })),
  },
  {
    name: "monitor",
    path: "/monitor",
    Screen: lazy(async () => ({ default: (await import("../features/monitor/screen.tsx")).MonitorScreen })),
    rail: { place: "top", icon: "monitor" },
  },
  {
    name: "topics",
    path: "/topics",
    Screen: lazy(async () => ({ default: (await import("../features/topics/screen.tsx")).TopicsScreen })),
    rail: { place: "top", icon: "topics" },
  },
  {
    name: "wall",
    path: "/wall/:id?",
    Screen: lazy(async () => ({ default: (await import("../features/wall/screen.tsx")).WallScreen })),
    rail: { place: "top", icon: "wall" },
    isBare: true,
  },
  {
    name: "reports",
    path: "/reports",
    Screen: lazy(async () => ({ default: (await import("../features/reports/screen.tsx")).ReportsScreen })),
    rail: { place: "top", icon: "reports" },
  },
  {
    name: "shift",
    path: "/shift",
    Screen: lazy(async () => ({ default: (await import("../features/shift/screen.tsx")).ShiftScreen })),
    rail: { place: "top", icon: "shift" },
  },
  {
    name: "playbook",
    path: "/playbook",
    Screen: lazy(async () => ({ default: (await import("../features/playbook/screen.tsx")).PlaybookScreen })),
    rail: { place: "top", icon: "script" },
  },
  {
    name: "crm",
    path: "/crm",
    Screen: lazy(async () => ({ default: (await import("../features/crm/screen.tsx")).CrmScreen })),
    rail: { place: "top", icon: "outbox" },
  },
  {
    name: "alarms",
    path: "/alarms",
    Screen: lazy(async () => ({ default: (await import("../features/alarms/screen.tsx")).AlarmsScreen })),
    rail: { place: "top", icon: "incident" },
  },
  {
    // The page of the desktop's look-up window; over a screen it is a layer.
    name: "lookUp",
    path: "/look-up",
    Screen: lazy(async () => ({ default: (await import("../features/look-up/screen.tsx")).LookUpScreen })),
    isBare: true,
  },
  {
    name: "settings",
    path: "/settings",
    Screen: lazy(async () => ({ default: (await import("../features/settings/screen.tsx")).SettingsScreen })),
    rail: { place: "bottom", icon: "settings" },
  },
  {
    name: "welcome",
    path: "/welcome",
    Screen: lazy(async () => ({ default: (await import("../features/welcome/screen.tsx")).WelcomeScreen })),
    isBare: true,
  },
];
