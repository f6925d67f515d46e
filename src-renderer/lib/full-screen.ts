/** Fills the display with the page, or gives it back. Refused by a browser that wants a key press first: nothing changes. */
export async function toggleFullScreen(): Promise<void> {
  const change = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();
  await change.catch(() => undefined);
}
