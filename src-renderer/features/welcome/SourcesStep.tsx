import { useState } from "react";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { AddedSources } from "./AddedSources.tsx";
import { FoundFeeds } from "./FoundFeeds.tsx";
import { SampleCard } from "./SampleCard.tsx";
import { SearchPlaces } from "./SearchPlaces.tsx";
import type { StepProps } from "./screen.tsx";
import { StepActs } from "./StepActs.tsx";
import { StepFrame } from "./StepFrame.tsx";
import { useFinds } from "./use-finds.ts";
import styles from "./welcome.module.css";

/** Step 2: where people talk. Addresses are looked at first; what is ticked becomes a source and is read at once. */
export function SourcesStep({ desk, onNext, onBack }: StepProps) {
  const { t } = useWords();
  const { data: sources, refetch } = useEngine("sources.list", {});
  const finds = useFinds();
  const [firm] = desk.settings.brand.names;
  const ticked = finds.finds.filter((find) => find.isTicked);
  async function go() {
    if (ticked.length === 0) return onNext();
    await finds.addTicked();
    await refetch();
  }
  return (
    <StepFrame
      title={firm ? t("welcome.sources.titleFirm", { firm }) : t("welcome.sources.title")}
      lead={t("welcome.sources.lead")}
    >
      <div className={styles["choose"]}>
        <PasteCard onLook={finds.look} />
        <SampleCard />
      </div>
      {firm && <SearchPlaces firm={firm} asked={finds.finds.map(({ url }) => url)} onLook={finds.look} />}
      <FoundFeeds finds={finds} />
      <AddedSources sources={sources ?? []} />
      <StepActs
        next={ticked.length > 0 ? t("welcome.sources.use", { count: ticked.length }) : t("welcome.sources.next")}
        onNext={() => void go()}
        offBecause={finds.isBusy ? t("welcome.sources.looking") : undefined}
        onBack={onBack}
        skip={t("welcome.skip")}
        onSkip={onNext}
      />
    </StepFrame>
  );
}

/** The place for addresses; Enter looks at them, Shift+Enter begins another line. */
function PasteCard({ onLook }: { onLook: (written: string) => void }) {
  const { t } = useWords();
  const [written, setWritten] = useState("");
  function look() {
    onLook(written);
    setWritten("");
  }
  return (
    <form
      className={styles["choice"]}
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <h3>
        <Icon name="globe" /> <label htmlFor="source-addresses">{t("welcome.sources.paste")}</label>
      </h3>
      <textarea
        id="source-addresses"
        className={styles["addresses"]}
        rows={2}
        value={written}
        spellCheck={false}
        aria-describedby="source-addresses-help"
        onChange={(event) => setWritten(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey) return;
          event.preventDefault();
          look();
        }}
      />
      <div className={styles["line"]}>
        <p id="source-addresses-help">{t("welcome.sources.pasteHelp")}</p>
        <span className="grow" />
        <ActButton
          submit
          size="small"
          ownKeys="Enter"
          offBecause={written.trim() === "" ? t("welcome.sources.addressFirst") : undefined}
        >
          {t("welcome.sources.look")}
        </ActButton>
      </div>
    </form>
  );
}
