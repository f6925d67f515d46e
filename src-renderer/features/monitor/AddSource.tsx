import { useState } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { AddAccount } from "./AddAccount.tsx";
import styles from "./AddSource.module.css";
import { FoundFeeds } from "./FoundFeeds.tsx";
import { PanelHead } from "./PanelHead.tsx";
import { TemplatePicker } from "./TemplatePicker.tsx";
import { type NewSources, useNewSources } from "./use-new-sources.ts";

const ways = ["address", "keyword", "account"] as const;

/** Paste an address or choose a place to search, see what is there, add it. Nothing is saved before that. */
export function AddSource({ onClose, onAdded }: { onClose: () => void; onAdded: (source: SourceRow) => void }) {
  const { t } = useWords();
  const [way, setWay] = useState<(typeof ways)[number]>("address");
  const sources = useNewSources(onAdded);
  const { discover, allowPrivate } = sources;
  const isPrivate = discover.data?.failure?.code === "fetch.private-address" || allowPrivate;
  return (
    <>
      <PanelHead title={t("monitor.add.title")} takesFocus={false} onClose={onClose} />
      <div className={styles["body"]}>
        <Segments
          label={t("monitor.add.how")}
          value={way}
          options={ways.map((value) => ({ value, says: t(`monitor.add.by.${value}`) }))}
          onChange={(next) => {
            setWay(next);
            sources.fill("", null);
          }}
        />
        {way === "account" ? (
          <AddAccount onAdded={onAdded} />
        ) : (
          <>
            {way === "keyword" && <TemplatePicker onFilled={sources.fill} />}
            <AddressForm key={way} sources={sources} isFilled={way === "keyword"} />
          </>
        )}
        {isPrivate && (
          <TickField
            label={t("monitor.source.private")}
            help={t("monitor.source.privateHelp")}
            isOn={allowPrivate}
            onChange={sources.changeConsent}
          />
        )}
        <Answer sources={sources} />
        {sources.choices.length > 0 && <Choices sources={sources} />}
      </div>
    </>
  );
}

function AddressForm({ sources, isFilled }: { sources: NewSources; isFilled: boolean }) {
  const { t } = useWords();
  const { discover, url, changeUrl, look } = sources;
  const first = t(isFilled ? "monitor.add.fillFirst" : "monitor.add.addressFirst");
  const offBecause = url.trim() === "" ? first : discover.isPending ? t("monitor.add.looking") : undefined;
  return (
    <form
      className={styles["address"]}
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <TextField
        inputMode="url"
        label={t(isFilled ? "monitor.add.filled" : "monitor.add.address")}
        value={url}
        onChange={changeUrl}
        maxLength={2000}
        autoFocus={!isFilled}
      />
      <ActButton submit ownKeys="Enter" offBecause={offBecause}>
        {t(discover.isPending ? "monitor.add.looking" : "monitor.add.look")}
      </ActButton>
      <p className={styles["limit"]}>{t(discover.isPending ? "monitor.add.lookingMore" : "monitor.add.help")}</p>
    </form>
  );
}

/** Why nothing was found, with what was asked; what the engine refused. */
function Answer({ sources: { discover, refusal } }: { sources: NewSources }) {
  const { t, say, sayError } = useWords();
  const found = discover.data;
  return (
    <div role="status" className={styles["answer"]}>
      {discover.error && <Failure says={sayError(discover.error)} />}
      {found?.failure && <Failure says={say(found.failure)} />}
      {found?.failure && found.tried.length > 1 && (
        <details className={styles["tried"]}>
          <summary>{t("monitor.add.tried")}</summary>
          <ul>
            {found.tried.map((address) => (
              <li key={address}>{address}</li>
            ))}
          </ul>
        </details>
      )}
      {!found?.failure && found?.page?.title && (
        <p className={styles["limit"]}>{t("monitor.add.foundOn", { title: found.page.title })}</p>
      )}
      {refusal && <Failure says={sayError(refusal)} />}
    </div>
  );
}

function Choices({ sources }: { sources: NewSources }) {
  const { t } = useWords();
  const { choices, ticked, open, isAdding } = sources;
  const offBecause = isAdding
    ? t("monitor.add.adding")
    : ticked.length === 0
      ? t("monitor.add.chooseFirst")
      : undefined;
  return (
    <form
      className={styles["choices"]}
      onSubmit={(event) => {
        event.preventDefault();
        void sources.addTicked();
      }}
    >
      <h3>{t("monitor.add.choices", { count: choices.length })}</h3>
      <FoundFeeds choices={choices} pickOf={sources.pickOf} onPick={sources.pick} />
      {open.length > 0 && (
        <>
          <TickField
            label={t("monitor.source.everything")}
            help={t("monitor.source.everythingHelp")}
            isOn={sources.everything}
            onChange={sources.setEverything}
          />
          <div>
            <ActButton submit look="primary" offBecause={offBecause}>
              {isAdding ? t("monitor.add.adding") : t("monitor.add.add", { count: ticked.length })}
            </ActButton>
          </div>
        </>
      )}
    </form>
  );
}

function Failure({ says }: { says: string }) {
  return (
    <p className={styles["failure"]}>
      <Icon name="stop" size={14} />
      <span>{says}</span>
    </p>
  );
}
