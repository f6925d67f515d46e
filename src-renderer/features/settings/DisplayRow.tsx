import { type FormEvent, useState } from "react";
import type { Device } from "../../../src-main/contract/methods/displays.ts";
import { useActs } from "../../lib/acts.tsx";
import type { Output } from "../../lib/engine.ts";
import { useAct } from "../../lib/use-act.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { AskFirst } from "../../ui/AskFirst.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Acts } from "../../ui/Card.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import styles from "../../ui/rows.module.css";
import { TextField } from "../../ui/TextField.tsx";
import own from "./DisplayRow.module.css";
import { useDeviceName } from "./use-device-name.ts";

export type DisplayAct = "rename" | "revoke";
type Walls = Output<"displays.list">["walls"];
type DisplayRowProps = {
  device: Device;
  walls: Walls;
  doing: DisplayAct | null;
  onDo: (act: DisplayAct) => void;
  onDone: () => void;
};

/** One display or browser: whether it is open, since when it is let in, what it shows, and what can be done about it. */
export function DisplayRow({ device, walls, doing, onDo, onDone }: DisplayRowProps) {
  const { t } = useWords();
  const name = useDeviceName()(device);
  if (doing === "rename") return <Rename device={device} onDone={onDone} />;
  const isRevoked = device.revokedAt !== null;
  return (
    <div className={styles["group"]}>
      <div className={styles["row"]}>
        <div className={styles["what"]}>
          <div className={styles["name"]}>
            {name}
            <State device={device} />
          </div>
          <Facts device={device} />
          {device.kind === "display" && !isRevoked && walls.length > 1 && (
            <WallPick device={device} name={name} walls={walls} />
          )}
        </div>
        {!isRevoked && (
          <Acts>
            <ActButton
              size="small"
              icon="pencil"
              aria-label={t("displays.renameOf", { name })}
              onClick={() => onDo("rename")}
            >
              {t("displays.rename")}
            </ActButton>
            <ActButton
              size="small"
              look="ghost"
              icon="x"
              aria-label={t("displays.revokeOf", { name })}
              offBecause={device.isThis ? t("displays.isThis") : undefined}
              onClick={() => onDo("revoke")}
            >
              {t("displays.revoke")}
            </ActButton>
          </Acts>
        )}
      </div>
      {doing === "revoke" && !isRevoked && <Revoke device={device} name={name} onDone={onDone} />}
    </div>
  );
}

function State({ device }: { device: Device }) {
  const { t } = useWords();
  if (device.revokedAt !== null)
    return (
      <Badge icon="stop" tone="bad">
        {t("displays.state.revoked")}
      </Badge>
    );
  return device.isOpen ? (
    <Badge icon="online" tone="good">
      {t("displays.state.open")}
    </Badge>
  ) : (
    <Badge icon="pause">{t("displays.state.away")}</Badge>
  );
}

function Facts({ device }: { device: Device }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { createdAt, seenAt, from, person, isThis, isOpen, revokedAt } = device;
  const facts = [
    t("displays.letIn", { time: moment(createdAt) }),
    ...(revokedAt === null ? [] : [t("displays.revokedAt", { time: moment(revokedAt) })]),
    ...(isOpen || revokedAt !== null ? [] : [t("displays.seen", { time: moment(seenAt) })]),
    t(`displays.from.${from}`),
    ...(person ? [t("displays.person", { name: person.name })] : []),
    ...(isThis ? [t("displays.isThis")] : []),
  ];
  return <p className={styles["meta"]}>{facts.join(" · ")}</p>;
}

function WallPick({ device, name, walls }: { device: Device; name: string; walls: Walls }) {
  const { t, sayError } = useWords();
  const giving = useAct("displays.setWall", ["displays.list"]);
  const shown = walls.find(({ id }) => id === device.wall)?.id ?? walls[0]?.id ?? "";
  return (
    <>
      <PickField
        className={own["wall"]}
        label={t("displays.wallOf", { name })}
        value={shown}
        options={walls.map((wall) => ({ value: wall.id, says: wall.name }))}
        onChange={(wall) => void giving.run({ id: device.id, wall })}
      />
      {giving.trouble && <FieldError says={sayError(giving.trouble)} />}
    </>
  );
}

function Rename({ device, onDone }: { device: Device; onDone: () => void }) {
  const { t, sayError } = useWords();
  const { did } = useActs();
  const renaming = useAct("displays.rename", ["displays.list"]);
  const [name, setName] = useState(device.name ?? "");
  const [isChecked, setChecked] = useState(false);
  const isEmpty = name.trim() === "";
  async function rename(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (isEmpty || renaming.isBusy || !(await renaming.run({ id: device.id, name: name.trim() }))) return;
    did({ says: t("displays.renamed", { name: name.trim() }) });
    onDone();
  }
  return (
    <form
      noValidate
      aria-label={t("displays.rename")}
      className={styles["form"]}
      onSubmit={(event) => void rename(event)}
      onKeyDown={(event) => event.key === "Escape" && onDone()}
    >
      <TextField
        label={t("displays.name")}
        help={t("displays.nameHelp")}
        error={isChecked && isEmpty ? t("displays.nameNeeded") : undefined}
        autoFocus
        maxLength={60}
        value={name}
        onChange={setName}
      />
      {renaming.trouble && <FieldError says={sayError(renaming.trouble)} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={renaming.isBusy}>
          {t("settings.save")}
        </ActButton>
        <ActButton look="ghost" ownKeys="Escape" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}

function Revoke({ device, name, onDone }: { device: Device; name: string; onDone: () => void }) {
  const { t, sayError } = useWords();
  const { did } = useActs();
  const revoking = useAct("displays.revoke", ["displays.list"]);
  async function revoke(): Promise<void> {
    if (!(await revoking.run({ id: device.id }))) return;
    did({ says: t("displays.revoked", { name }) });
    onDone();
  }
  return (
    <>
      {revoking.trouble && <FieldError says={sayError(revoking.trouble)} />}
      <AskFirst
        label={t("displays.revokeOf", { name })}
        says={t(`displays.revokeAsk.${device.kind}`, { name })}
        yes={t("displays.revoke")}
        no={t("settings.keep")}
        isBusy={revoking.isBusy}
        onYes={() => void revoke()}
        onNo={onDone}
      />
    </>
  );
}
