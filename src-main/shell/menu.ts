import { Menu } from "electron";
import type { MenuItemConstructorOptions } from "electron";
import type { ShellWords } from "./shell-words.ts";
import type { WallItem } from "./wall-items.ts";

type Item = MenuItemConstructorOptions;
type Role = NonNullable<Item["role"]>;

export type MenuParts = {
  readonly words: ShellWords;
  readonly isMac: boolean;
  readonly walls: readonly WallItem[];
  readonly onWall: (item: WallItem) => void;
};

/** An entry for each monitor, ticked while it carries a wall. */
export function wallEntries(walls: readonly WallItem[], onWall: (item: WallItem) => void): Item[] {
  return walls.map((item) => ({
    label: item.label,
    type: "checkbox",
    checked: item.isOn,
    click: () => onWall(item),
  }));
}

/**
 * The least a desktop expects. Each key has a modifier and is none of the page's, whose single keys and Ctrl+Z, Ctrl+K
 * go to the page. Only macOS needs an edit menu for its clipboard keys.
 */
export function setMenu({ words, isMac, walls, onWall }: MenuParts): void {
  const item = (role: Role): Item => ({ role, label: words[role] ?? role });
  const between: Item = { type: "separator" };
  const app: Item = { label: words["app"] ?? "", submenu: [...(isMac ? [item("hide"), between] : []), item("quit")] };
  const edit: Item = {
    label: words["edit"] ?? "",
    submenu: [item("undo"), item("redo"), between, item("cut"), item("copy"), item("paste"), item("selectAll")],
  };
  const view: Item = {
    label: words["view"] ?? "",
    submenu: [item("resetZoom"), item("zoomIn"), item("zoomOut"), between, item("togglefullscreen"), item("reload")],
  };
  const window: Item = {
    label: words["window"] ?? "",
    submenu: [item("minimize"), item("close"), between, ...wallEntries(walls, onWall)],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate([app, ...(isMac ? [edit] : []), view, window]));
}
