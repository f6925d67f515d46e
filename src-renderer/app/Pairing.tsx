import { TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { reasonOf } from "../lib/engine.ts";
import { useLink } from "../lib/use-engine.tsx";
import { useWords } from "../lib/words.ts";
import { ActButton } from "../ui/ActButton.tsx";
import { Entrance } from "../ui/Entrance.tsx";

/** Asks a browser for the code that the desk shows. */
export function Pairing() {
  const { t, sayError } = useWords();
  const link = useLink();
  const [code, setCode] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  async function join(event: FormEvent) {
    event.preventDefault();
    setTrouble(null);
    await link.pair?.(code.trim()).catch((error: unknown) => setTrouble(sayError(reasonOf(error))));
  }
  return (
    <Entrance title={t("pairing.title")} help={t("pairing.help")}>
      <form onSubmit={(event) => void join(event)}>
        <TextInput
          label={t("pairing.code")}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={trouble}
          autoFocus
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={64}
        />
        <ActButton look="primary" submit offBecause={code.trim() === "" ? t("pairing.title") : undefined}>
          {t("pairing.join")}
        </ActButton>
      </form>
    </Entrance>
  );
}
