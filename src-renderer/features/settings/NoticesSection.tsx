import { useState } from "react";
import type { NoticeKind, NoticePreferences } from "../../../src-main/contract/methods/preferences.ts";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { useChangePreferences } from "../../lib/key-preferences.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { NoticeSwitch } from "../../ui/NoticeSwitch.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Card, useSearchedSetting } from "../../ui/Card.tsx";
import { QuietHours } from "./QuietHours.tsx";

const kinds = [
  ...(["urgent", "arrived", "assigned", "woken", "private", "look", "promise"] as const),
  ...(["approval", "returned", "toPost"] as const),
  ...(["breachNear", "breached", "alarm"] as const),
] satisfies readonly NoticeKind[];

/** What who is signed in is told of outside the page, and when not. It acts at once and follows them. */
export function NoticesSection() {
  const { t, sayError } = useWords();
  const { data, error, refetch } = useEngine("preferences.get", {});
  const change = useChangePreferences();
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  useSearchedSetting();
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const { notices } = data.preferences;
  const save = (next: Partial<NoticePreferences>) => {
    setTrouble(null);
    change({ notices: { ...notices, ...next } }).catch((failure: unknown) => setTrouble(reasonOf(failure)));
  };
  const turn = (kind: NoticeKind, isOn: boolean) =>
    save({ kinds: kinds.filter((one) => (one === kind ? isOn : notices.kinds.includes(one))) });
  return (
    <>
      <Card id="notices-here" title={t("notices.settings.here")}>
        <Acts>
          <NoticeSwitch isOn />
        </Acts>
      </Card>
      <Card id="notices-kinds" title={t("notices.settings.kinds")} help={t("notices.settings.kindsHelp")}>
        {trouble && <p role="alert">{sayError(trouble)}</p>}
        {kinds.map((kind) => (
          <TickField
            key={kind}
            id={`notices-${kind}`}
            label={t(`notices.kind.${kind}`)}
            isOn={notices.kinds.includes(kind)}
            onChange={(isOn) => turn(kind, isOn)}
          />
        ))}
      </Card>
      <Card title={t("notices.settings.quiet")} help={t("notices.settings.quietHelp")}>
        <QuietHours quietHours={notices.quietHours} onChange={(quietHours) => save({ quietHours })} />
      </Card>
    </>
  );
}
