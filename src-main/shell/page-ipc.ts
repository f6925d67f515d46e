import { ipcMain } from "electron";
import type { WebContents } from "electron";
import type { EngineLink } from "./engine-link.ts";
import { isOwnPage } from "./page-address.ts";
import type { WaitingPage } from "./waiting-room.ts";

type PageParts = {
  readonly engine: EngineLink;
  readonly origin: string;
  readonly isWall: (contentsId: number) => boolean;
};

/** Answers the two words a page can say: "engine-hello" asks for a line, "engine-start" to try a refused start again. */
export function answerPages({ engine, origin, isWall }: PageParts): void {
  ipcMain.on("engine-hello", ({ senderFrame, sender }) => {
    if (!isOwnPage(senderFrame, origin)) return refuse("engine-hello", senderFrame?.origin);
    engine.connect(pageOf(sender, { origin, isWall }));
  });
  ipcMain.on("engine-start", ({ senderFrame }) => {
    if (!isOwnPage(senderFrame, origin)) return refuse("engine-start", senderFrame?.origin);
    engine.start();
  });
}

function pageOf(contents: WebContents, { origin, isWall }: Pick<PageParts, "origin" | "isWall">): WaitingPage {
  // A page may have waited for long: it is looked at again before it is handed anything.
  const frame = () => (contents.isDestroyed() || !isOwnPage(contents.mainFrame, origin) ? null : contents.mainFrame);
  return {
    id: contents.id,
    isWall: isWall(contents.id),
    takeLine: (line) => {
      const to = frame();
      if (to) to.postMessage("engine-port", null, [line]);
      else line.close();
    },
    hearRefusal: (refusal) => frame()?.postMessage("engine-refused", refusal),
  };
}

function refuse(word: string, origin = "a page that is gone"): void {
  process.stderr.write(`watchroom: ${word} from ${origin} was not answered\n`);
}
