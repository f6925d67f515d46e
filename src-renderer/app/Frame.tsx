import type { ReactNode } from "react";
import { useState } from "react";
import { NoticeBar } from "../ui/NoticeBar.tsx";
import { DeskRail } from "./DeskRail.tsx";
import { DeskStatus } from "./DeskStatus.tsx";
import styles from "./Frame.module.css";
import { KeySheet } from "./KeySheet.tsx";
import { LiveRegion } from "./LiveRegion.tsx";
import { Palette } from "./Palette.tsx";
import type { ScreenName } from "./routes.tsx";
import { useAlarmNotices } from "./use-alarm-notices.ts";
import { useFrameShortcuts } from "./use-frame-shortcuts.ts";
import { useNotice } from "./use-notice.ts";

/** Rail, screen, status bar; palette and sheet of keys above them. */
export function Frame({ name, children }: { name: ScreenName | null; children: ReactNode }) {
  const [isSheetOpen, setSheetOpen] = useState(false);
  useFrameShortcuts({ showKeys: () => setSheetOpen((open) => !open) });
  const notice = useNotice();
  useAlarmNotices();
  return (
    <div className={styles["app"]}>
      <DeskRail current={name} onKeys={() => setSheetOpen((open) => !open)} />
      <div className={styles["middle"]}>
        {notice && <NoticeBar icon={notice.icon}>{notice.says}</NoticeBar>}
        <main className={styles["main"]}>{children}</main>
      </div>
      <DeskStatus />
      {isSheetOpen && <KeySheet onClose={() => setSheetOpen(false)} />}
      <Palette onKeys={() => setSheetOpen(true)} />
      <LiveRegion />
    </div>
  );
}
