import { ipcMain, Notification } from "electron";
import type { ShowNotice } from "../contract/desktop.ts";
import { isOwnPage } from "./page-address.ts";
import { readNotice } from "./read-notice.ts";
import { focusWindow } from "./windows.ts";

type Notice = ShowNotice["showNotice"];

/** Shows what our page has to tell outside the window; a click brings the desk to the front and tells the page. */
export function answerNotices(origin: string): void {
  const shown = new Map<string, Notification>();
  ipcMain.on("show-notice", ({ senderFrame, sender }, given: unknown) => {
    const notice = readNotice(given);
    if (!isOwnPage(senderFrame, origin) || notice === null || !Notification.isSupported()) return;
    shown.get(notice.tag)?.close();
    shown.set(
      notice.tag,
      show(notice, () => {
        focusWindow();
        if (!sender.isDestroyed() && isOwnPage(sender.mainFrame, origin)) sender.send("notice-opened", notice.tag);
      }),
    );
  });
}

function show({ title, body }: Notice, onClick: () => void): Notification {
  const notification = new Notification({ title, body });
  notification.on("click", onClick);
  notification.show();
  return notification;
}
