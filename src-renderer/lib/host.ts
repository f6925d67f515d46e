/** Whether the page stands in a window of the desktop; else in a browser. */
export function isDesktop(): boolean {
  return location.protocol === "app:" || navigator.userAgent.includes("Electron/");
}
