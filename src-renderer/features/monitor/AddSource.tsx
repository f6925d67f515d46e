import { Checkbox, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ProbeResult, SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useActs } from "../../lib/acts.tsx";
import { useCommand } from "../../lib/use-engine.tsx";
import { useProbe } from "../../lib/use-probe.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./AddSource.module.css";
import { FoundFeed } from "./FoundFeed.tsx";
import { PanelHead } from "./PanelHead.tsx";

/** Paste an address, see what is there, add it. Nothing is saved before that. */
export function AddSource({ onClose, onAdded }: { onClose: () => void; onAdded: (source: SourceRow) => void }) {
  const { t, say, sayError } = useWords();
  const { probe, add, url, changeUrl, allowPrivate, changeConsent, look, addFound } = useNewSource(onAdded);
  const found = probe.data;
  const isPrivate = found?.failure?.code === "fetch.private-address" || allowPrivate;
  return (
    <>
      <PanelHead title={t("monitor.add.title")} takesFocus={false} onClose={onClose} />
      <div className={styles["body"]}>
        <form onSubmit={look} className={styles["address"]}>
          <TextInput
            size="sm"
            type="text"
            inputMode="url"
            label={t("monitor.add.address")}
            description={t("monitor.add.help")}
            value={url}
            onChange={(event) => changeUrl(event.currentTarget.value)}
            maxLength={2000}
            autoFocus
            spellCheck={false}
            autoComplete="off"
          />
          <ActButton
            submit
            keys="Enter"
            offBecause={
              url.trim() === "" ? t("monitor.add.addressFirst") : probe.isPending ? t("monitor.add.looking") : undefined
            }
          >
            {t(probe.isPending ? "monitor.add.looking" : "monitor.add.look")}
          </ActButton>
        </form>
        {isPrivate && (
          <Checkbox
            size="sm"
            label={t("monitor.source.private")}
            description={t("monitor.source.privateHelp")}
            checked={allowPrivate}
            onChange={(event) => changeConsent(event.currentTarget.checked)}
          />
        )}
        <div role="status" className={styles["answer"]}>
          {probe.error && <Failure says={sayError(probe.error)} />}
          {found?.failure && <Failure says={say(found.failure)} />}
          {add.error && <Failure says={sayError(add.error)} />}
        </div>
        {found && !found.failure && (
          <FoundFeed
            key={found.url}
            found={found}
            isBusy={add.isPending}
            onAdd={(settings) => addFound(found, settings)}
          />
        )}
      </div>
    </>
  );
}

/** An address on its way to being a source: looked at, consented to, added. */
function useNewSource(onAdded: (source: SourceRow) => void) {
  const { t } = useWords();
  const acts = useActs();
  const probe = useProbe();
  const add = useCommand("sources.add");
  const [url, setUrl] = useState("");
  const [allowPrivate, setAllowPrivate] = useState(false);
  const ask = (allow: boolean) => probe.mutate({ url: url.trim(), allowPrivate: allow });
  function look(event: FormEvent) {
    event.preventDefault();
    if (url.trim() !== "") ask(allowPrivate);
  }
  function changeUrl(next: string) {
    setUrl(next);
    setAllowPrivate(false);
    probe.reset();
    add.reset();
  }
  function changeConsent(allow: boolean) {
    setAllowPrivate(allow);
    ask(allow);
  }
  function addFound({ url: address }: ProbeResult, { name, everything }: { name: string; everything: boolean }) {
    const onSuccess = (source: SourceRow) => {
      acts.did({ says: t("monitor.add.added", { name: source.name }) });
      onAdded(source);
    };
    add.mutate({ url: address, allowPrivate, ...(name && { name }), ...(everything && { everything }) }, { onSuccess });
  }
  return { probe, add, url, changeUrl, allowPrivate, changeConsent, look, addFound };
}

function Failure({ says }: { says: string }) {
  return (
    <p className={styles["failure"]}>
      <Icon name="stop" size={14} />
      <span>{says}</span>
    </p>
  );
}
