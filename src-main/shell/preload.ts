import { ipcRenderer } from "electron";

// The page gets no object of Electron's: it posts plain words and notices to its own window and is answered there;
// contextBridge cannot carry a MessagePort; window.postMessage to our own origin can.

// The one file here that runs in a page: the types of the DOM would reach the engine too.
declare const location: { readonly origin: string };
declare const document: { querySelector(selector: string): object | null };
declare const window: {
  addEventListener(type: "message", listener: (event: PageMessage) => void): void;
  postMessage(message: unknown, origin: string, transfer?: readonly object[]): void;
};
type PageMessage = { readonly source: unknown; readonly origin: string; readonly data: unknown };

const words: readonly string[] = ["engine-hello", "engine-start"];

window.addEventListener("message", ({ source, origin, data }) => {
  if (source !== window || origin !== location.origin) return;
  if (typeof data === "string" && words.includes(data)) ipcRenderer.send(data);
  if (typeof data === "object" && data !== null && "showNotice" in data)
    ipcRenderer.send("show-notice", data.showNotice);
  if (typeof data === "object" && data !== null && "askDesktop" in data)
    ipcRenderer.send("ask-desktop", data.askDesktop);
});
ipcRenderer.on("engine-port", (event) => {
  window.postMessage("engine-port", location.origin, [...event.ports]);
});
ipcRenderer.on("engine-refused", (_event, engineRefused: unknown) => {
  window.postMessage({ engineRefused }, location.origin);
});
ipcRenderer.on("desktop-says", (_event, desktopSays: unknown) => {
  window.postMessage({ desktopSays }, location.origin);
});
ipcRenderer.on("go-to", (_event, goTo: unknown) => {
  window.postMessage({ goTo }, location.origin);
});
ipcRenderer.on("notice-opened", (_event, noticeOpened: unknown) => {
  window.postMessage({ noticeOpened }, location.origin);
});
ipcRenderer.on("wall-there", () => {
  ipcRenderer.send("wall-there", document.querySelector('[data-surface="wall"]') !== null);
});
