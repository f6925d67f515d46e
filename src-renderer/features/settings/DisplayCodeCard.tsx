import { type FormEvent, useState } from "react";
import type { DisplayCode } from "../../../src-main/contract/methods/displays.ts";
import type { Output } from "../../lib/engine.ts";
import { useNow } from "../../lib/now.ts";
import { useAct } from "../../lib/use-act.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts, Card, Columns } from "../../ui/Card.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import rows from "../../ui/rows.module.css";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./DisplayCodeCard.module.css";

type DisplayCodeCardProps = { code: DisplayCode | null; walls: Output<"displays.list">["walls"] };

/** Lets another display in: says what it will be called and show, then gives the address and the code to type there. */
export function DisplayCodeCard({ code, walls }: DisplayCodeCardProps) {
  const { t, sayError } = useWords();
  const making = useAct("displays.code", ["displays.list"]);
  const [name, setName] = useState("");
  const [wall, setWall] = useState<string | null>(null);
  const shown = walls.find(({ id }) => id === wall)?.id ?? walls[0]?.id ?? "";
  function make(event: FormEvent): void {
    event.preventDefault();
    if (making.isBusy) return;
    void making.run({ name: name.trim() === "" ? null : name.trim(), wall: shown === "" ? null : shown });
  }
  return (
    <Card id="displays-code" title={t("displays.code.title")} help={t("displays.code.help")}>
      {code ? (
        <Code
          code={code}
          isBusy={making.isBusy}
          onRenew={() => void making.run({ name: code.name, wall: code.wall })}
        />
      ) : (
        <form noValidate className={rows["group"]} onSubmit={make}>
          <Columns>
            <TextField
              id="displays-name"
              label={t("displays.name")}
              help={t("displays.nameHelp")}
              maxLength={60}
              value={name}
              onChange={setName}
            />
            {walls.length > 1 && (
              <PickField
                label={t("displays.wall")}
                value={shown}
                options={walls.map(({ id, name: says }) => ({ value: id, says }))}
                onChange={setWall}
              />
            )}
          </Columns>
          <Acts>
            <ActButton look="primary" submit icon="wall" aria-busy={making.isBusy}>
              {t("displays.code.make")}
            </ActButton>
          </Acts>
        </form>
      )}
      {making.trouble && <FieldError says={sayError(making.trouble)} />}
    </Card>
  );
}

function Code({ code, isBusy, onRenew }: { code: DisplayCode; isBusy: boolean; onRenew: () => void }) {
  const { t } = useWords();
  const { duration } = useFormat();
  const now = useNow(1000);
  const leftMs = Math.max(0, code.expiresAt - now);
  const overNetwork = code.addresses.some(({ network }) => network !== null);
  return (
    <>
      <ol className={styles["steps"]}>
        <li>
          {t(overNetwork ? "displays.code.openAt" : "displays.code.openHere")}
          <ul className={styles["addresses"]}>
            {code.addresses.map(({ url, network }) => (
              <li key={url}>
                <b>{url}</b>{" "}
                <span className={rows["meta"]}>
                  {network === null ? t("displays.code.thisComputer") : t("displays.code.inNetwork", { name: network })}
                </span>
              </li>
            ))}
          </ul>
          {!overNetwork && <p className={rows["meta"]}>{t("displays.code.noNetwork")}</p>}
        </li>
        <li>
          {t("displays.code.type")}
          <p className={styles["code"]} role="status" aria-label={t("displays.code.is", { code: spelled(code.code) })}>
            {inTwo(code.code)}
          </p>
        </li>
      </ol>
      <p className={leftMs === 0 ? rows["warn"] : rows["meta"]}>
        {leftMs === 0 ? t("displays.code.over") : t("displays.code.left", { time: duration(leftMs) })}
      </p>
      <Acts>
        <ActButton aria-busy={isBusy} onClick={isBusy ? undefined : onRenew}>
          {t("displays.code.renew")}
        </ActButton>
      </Acts>
    </>
  );
}

const inTwo = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`;
/** A screen reader says each digit, and not a number of millions. */
const spelled = (code: string): string => [...code].join(" ");
