import type { ReactNode } from "react";
import { lazy, Suspense, useState } from "react";
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

const LookUpLayer = lazy(async () => ({
  default: (await import("../features/look-up/LookUpLayer.tsx")).LookUpLayer,
}));

/** Rail, screen, status bar; palette and sheet of keys above them. */
export function Frame({ name, children }: { name: ScreenName | null; children: ReactNode }) {
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isLookUpOpen, setLookUpOpen] = useState(false);
  const lookUp = () => setLookUpOpen(true);
  useFrameShortcuts({ showKeys: () => setSheetOpen((open) => !open), lookUp });
  const notice = useNotice();
  useAlarmNotices();
  return (
    <div className={styles["app"]}>
      <DeskRail current={name} onKeys={() => setSheetOpen((open) => !open)} onLookUp={lookUp} />
      <div className={styles["middle"]}>
        {notice && <NoticeBar icon={notice.icon}>{notice.says}</NoticeBar>}
        <main className={styles["main"]}>{children}</main>
      </div>
      <DeskStatus />
      {isSheetOpen && <KeySheet onClose={() => setSheetOpen(false)} />}
      <Palette onKeys={() => setSheetOpen(true)} onLookUp={lookUp} />
      {isLookUpOpen && (
        <Suspense fallback={null}>
          <LookUpLayer onClose={() => setLookUpOpen(false)} />
        </Suspense>
      )}
      <LiveRegion />
    </div>
  );
}
