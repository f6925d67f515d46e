import { powerSaveBlocker } from "electron";

/** Keeps the displays from going to sleep while it is on. */
export function createKeepAwake(): { readonly set: (isOn: boolean) => void } {
  let id: number | null = null;
  return {
    set: (isOn) => {
      if (isOn && id === null) id = powerSaveBlocker.start("prevent-display-sleep");
      if (isOn || id === null) return;
      powerSaveBlocker.stop(id);
      id = null;
    },
  };
}
