import type { ReactNode } from "react";
import { useState } from "react";
// Not loaded when it is first asked for: who types at once would type into the screen under it.
import { LookUpLayer } from "../features/look-up/LookUpLayer.tsx";
import { NoticeBar } from "../ui/NoticeBar.tsx";
import { ClaimNotices } from "./ClaimNotices.tsx";
import { DeskRail } from "./DeskRail.tsx";
import { DeskStatus } from "./DeskStatus.tsx";
import styles from "./Frame.module.css";
import { KeySheet } from "./KeySheet.tsx";
import { LiveRegion } from "./LiveRegion.tsx";
import { Palette } from "./Palette.tsx";
import type { ScreenName } from "./routes.tsx";
import { useFrameShortcuts } from "./use-frame-shortcuts.ts";
import { useNotice } from "./use-notice.ts";
import { useNotices } from "./use-notices.ts";

/** Rail, screen, status bar; palette and sheet of keys above them. */
export function Frame({ name, children }: { name: ScreenName | null; children: ReactNode }) {
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [isLookUpOpen, setLookUpOpen] = useState(false);
  const lookUp = () => setLookUpOpen(true);
  useFrameShortcuts({ showKeys: () => setSheetOpen((open) => !open), lookUp });
  const notice = useNotice();
  useNotices();
  return (
    <div className={styles["app"]}>
      <DeskRail current={name} onKeys={() => setSheetOpen((open) => !open)} onLookUp={lookUp} />
      <div className={styles["middle"]}>
        {notice && <NoticeBar icon={notice.icon}>{notice.says}</NoticeBar>}
        <ClaimNotices />
        <main className={styles["main"]}>{children}</main>
      </div>
      <DeskStatus />
      {isSheetOpen && <KeySheet onClose={() => setSheetOpen(false)} />}
      <Palette onKeys={() => setSheetOpen(true)} onLookUp={lookUp} />
      {isLookUpOpen && <LookUpLayer onClose={() => setLookUpOpen(false)} />}
      <LiveRegion />
    </div>
  );
}
