import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from "@mantine/spotlight";
import { useLocation } from "wouter";
import { changePreferences, themeChoices } from "../lib/preferences.ts";
import { type OfferedAct, type ShortcutGroup, useShortcutGroups } from "../lib/shortcuts.tsx";
import { useSession } from "../lib/session.ts";
import { useLink } from "../lib/use-engine.tsx";
import { useWords } from "../lib/words.ts";
import { Icon } from "../ui/Icon.tsx";
import { KeyHint } from "../ui/KeyHint.tsx";
import { goKeys } from "./go-keys.ts";
import styles from "./Palette.module.css";
import { addressOf, routes } from "./routes.tsx";

/** The command palette: every screen, every act that has a key, themes. */
export function Palette({ onKeys, onLookUp }: { onKeys: () => void; onLookUp: () => void }) {
  const { t } = useWords();
  const groups = useCommands({ onKeys, onLookUp });
  return (
    <Spotlight
      actions={groups}
      // Its key is an act of the key map, like every other.
      shortcut={null}
      nothingFound={t("palette.nothing")}
      searchProps={{
        placeholder: t("palette.search"),
        "aria-label": t("palette.search"),
        leftSection: <Icon name="search" />,
      }}
      // Without a name of its own the dialog would be announced as nothing.
      attributes={{ content: { "aria-label": t("palette.title") } }}
      classNames={{
        actionsGroup: styles["group"] ?? "",
        action: styles["action"] ?? "",
        overlay: styles["overlay"] ?? "",
      }}
      overlayProps={{ blur: 0 }}
      limit={12}
      scrollable
      maxHeight={420}
      removeScrollProps={{ removeScrollBar: false }}
      transitionProps={{ duration: 0 }}
    />
  );
}

function useCommands({ onKeys, onLookUp }: { onKeys: () => void; onLookUp: () => void }): SpotlightActionGroupData[] {
  const { t } = useWords();
  const [, go] = useLocation();
  const link = useLink();
  const { workspace } = useSession();
  const acts = useShortcutGroups().filter((group) => group.title !== "keys.go" && group.title !== "keys.everywhere");
  const leaveSample = (remove: boolean) =>
    void link.call("workspace.leaveSample", { remove }).then(() => location.assign("/"));
  const screens = routes
    .filter((route) => route.rail || route.isCommand)
    .map((route) =>
      command({
        id: route.name,
        label: t(`screen.${route.name}`),
        keys: goKeys(route.name),
        run: () => go(addressOf(route)),
      }),
    );
  return [
    ...acts.map((group) => ({
      group: t(group.title),
      actions: commandsOf(group).map(({ usual, says, run }) =>
        command({ id: `${group.title} ${says}`, label: t(says), keys: usual[0], run }),
      ),
    })),
    {
      group: t("keys.go"),
      actions: [
        ...screens,
        command({ id: "look-up", label: t("keys.lookUp"), keys: "Ctrl+Alt+L", run: onLookUp }),
        command({ id: "keys", label: t("screen.keys"), keys: "?", run: onKeys }),
      ],
    },
    {
      group: t("palette.desk"),
      actions: [
        ...themeChoices.map((theme) =>
          command({ id: theme, label: t(`theme.${theme}`), run: () => changePreferences({ theme }) }),
        ),
        ...(["comfortable", "compact"] as const).map((density) =>
          command({ id: density, label: t(`density.${density}`), run: () => changePreferences({ density }) }),
        ),
        ...(workspace.kind === "sample"
          ? [
              command({ id: "leave-sample", label: t("app.leaveSample"), run: () => leaveSample(false) }),
              command({ id: "remove-sample", label: t("app.removeSample"), run: () => leaveSample(true) }),
            ]
          : []),
      ],
    },
  ];
}

/** What is not only a move of the cursor; the first of its keys stands beside it. */
function commandsOf({ acts }: ShortcutGroup): readonly OfferedAct[] {
  return acts.filter(({ isMove }) => !isMove);
}

function command({
  id,
  label,
  keys,
  run,
}: {
  id: string;
  label: string;
  keys?: string | undefined;
  run: () => void;
}): SpotlightActionData {
  return { id, label, onClick: run, ...(keys && { rightSection: <KeyHint keys={keys} /> }) };
}
