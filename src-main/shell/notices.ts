import { BrowserWindow, ipcMain, Notification } from "electron";
import type { WebContents } from "electron";
import type { ShowNotice } from "../contract/desktop.ts";
import { createNoticePause } from "./notice-pause.ts";
import type { NoticePause } from "./notice-pause.ts";
import { isOwnPage } from "./page-address.ts";
import { readNotice } from "./read-notice.ts";
import { countWords } from "./shell-words.ts";
import type { ShellWords } from "./shell-words.ts";

type Notice = ShowNotice["showNotice"];
type NoticesParts = {
  readonly origin: string;
  readonly words: ShellWords;
  readonly after: (delayMs: number, work: () => void) => () => void;
  readonly focus: () => void;
};

/** What was held back together leads nowhere in particular. */
const heldTag = "held";

/** Shows what our page has to tell outside the window; a click brings the desk to the front and tells the page. */
export function answerNotices({ origin, words, after, focus }: NoticesParts): NoticePause {
  const shown = new Map<string, Notification>();
  const pages = new Map<string, WebContents>();
  function show(notice: Notice): void {
    if (!Notification.isSupported()) return;
    shown.get(notice.tag)?.close();
    const notification = new Notification({ title: notice.title, body: notice.body });
    notification.on("click", () => {
      const page = pages.get(notice.tag);
      if (!page || page.isDestroyed() || !isOwnPage(page.mainFrame, origin)) return focus();
      const window = BrowserWindow.fromWebContents(page);
      if (window?.isMinimized()) window.restore();
      window?.show();
      window?.focus();
      page.send("notice-opened", notice.tag);
    });
    notification.show();
    shown.set(notice.tag, notification);
  }
  const fold = (held: readonly Notice[]): Notice => ({
    tag: heldTag,
    title: countWords(words, "noticesHeld", held.length),
    body: held.map(({ title }) => title).join("\n"),
  });
  const pause = createNoticePause({ after, show, fold });
  ipcMain.on("show-notice", ({ senderFrame, sender }, given: unknown) => {
    const notice = readNotice(given);
    if (!isOwnPage(senderFrame, origin) || notice === null) return;
    pages.set(notice.tag, sender);
    pause.tell(notice);
  });
  return pause;
}
