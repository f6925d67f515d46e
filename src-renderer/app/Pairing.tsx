import { type FormEvent, useState } from "react";
import { reasonOf } from "../lib/engine.ts";
import { useLink } from "../lib/use-engine.tsx";
import { useWords } from "../lib/words.ts";
import { ActButton } from "../ui/ActButton.tsx";
import { Entrance } from "../ui/Entrance.tsx";
import { TextField } from "../ui/TextField.tsx";
import styles from "./Pairing.module.css";

const digitsOfCode = 8;

/** Asks a browser for the code that the desk shows; over a network only displays are asked in, which may have a remote control and no Enter. */
export function Pairing() {
  const { t, sayError } = useWords();
  const link = useLink();
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const { admits, wasRevoked } = link.entrance?.() ?? { admits: "everyone", wasRevoked: false };
  const isDisplay = admits === "displays";

  async function join(given: string): Promise<void> {
    if (isBusy) return;
    setTrouble(null);
    setBusy(true);
    await link.pair?.(given.trim()).catch((error: unknown) => setTrouble(sayError(reasonOf(error))));
    setBusy(false);
  }
  function type(next: string): void {
    setCode(next);
    setTrouble(null);
    if (next.replaceAll(/\D/g, "").length === digitsOfCode) void join(next);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (code.trim() !== "") void join(code);
  }
  return (
    <div className={isDisplay ? styles["display"] : undefined}>
      <Entrance
        title={t(isDisplay ? "pairing.displayTitle" : "pairing.title")}
        help={t(isDisplay ? "pairing.displayHelp" : "pairing.help")}
      >
        {wasRevoked && <p role="status">{t(isDisplay ? "pairing.displayRevoked" : "pairing.revoked")}</p>}
        <form className={styles["form"]} onSubmit={submit}>
          <TextField
            className={styles["code"]}
            label={t("pairing.code")}
            help={t("pairing.digits")}
            value={code}
            onChange={type}
            error={trouble ?? undefined}
            autoFocus
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={64}
          />
          <ActButton
            look="primary"
            submit
            aria-busy={isBusy}
            offBecause={code.trim() === "" ? t("pairing.title") : undefined}
          >
            {t(isDisplay ? "pairing.showWall" : "pairing.join")}
          </ActButton>
        </form>
      </Entrance>
    </div>
  );
}
