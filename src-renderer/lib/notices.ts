import type { NoticeOpened, ShowNotice } from "../../src-main/contract/desktop.ts";
import { isDesktop } from "./host.ts";

/** What the system shows outside the page. A second one under the same tag takes the place of the first. */
export type Notice = ShowNotice["showNotice"];

/** Whether this computer may tell people: the desktop always may, a browser when the person said so. */
export type NoticeLeave = "granted" | "denied" | "default" | "unsupported";

/** The ways to tell somebody outside the page. */
export type Notices = {
  leave(): NoticeLeave;
  /** Asks the person; only ever from a button of theirs. */
  ask(): Promise<NoticeLeave>;
  show(notice: Notice): void;
  /** Hands over the tag of each notice that is clicked. Returns the way to stop. */
  onOpened(open: (tag: string) => void): () => void;
};

/** Notices of the desktop's shell, or of the browser. */
export function createNotices(): Notices {
  return isDesktop() ? desktopNotices() : browserNotices();
}

function desktopNotices(): Notices {
  return {
    leave: () => "granted",
    ask: () => Promise.resolve("granted"),
    show: (showNotice) => window.postMessage({ showNotice } satisfies ShowNotice, location.origin),
    onOpened(open) {
      const hear = ({ source, origin, data }: MessageEvent<unknown>) => {
        if (source === window && origin === location.origin && isOpened(data)) open(data.noticeOpened);
      };
      window.addEventListener("message", hear);
      return () => window.removeEventListener("message", hear);
    },
  };
}

function isOpened(data: unknown): data is NoticeOpened {
  return typeof data === "object" && data !== null && typeof (data as Partial<NoticeOpened>).noticeOpened === "string";
}

function browserNotices(): Notices {
  const opens = new Set<(tag: string) => void>();
  // Only secure pages have them.
  const isThere = "Notification" in window;
  return {
    leave: () => (isThere ? Notification.permission : "unsupported"),
    ask: async () => (isThere ? Notification.requestPermission() : "unsupported"),
    show({ tag, title, body }) {
      if (!isThere || Notification.permission !== "granted") return;
      const notice = new Notification(title, { tag, body });
      notice.addEventListener("click", () => {
        notice.close();
        window.focus();
        for (const open of opens) open(tag);
      });
    },
    onOpened(open) {
      opens.add(open);
      return () => void opens.delete(open);
    },
  };
}
