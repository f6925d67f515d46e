import { useState } from "react";
import { useSession } from "../../lib/session.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { AskFirst } from "../../ui/AskFirst.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Acts, Card, useSearchedSetting } from "../../ui/Card.tsx";
import { useAct } from "../../lib/use-act.ts";

/** Another workspace: the page begins anew, so that nothing of this one is left on it. */
function beginAnew(): void {
  location.assign("/");
}

/** The sample workspace: an invented firm to try everything on. */
export function SampleSection() {
  const { t, sayError } = useWords();
  const { workspace } = useSession();
  const opening = useAct("workspace.openSample", []);
  const leaving = useAct("workspace.leaveSample", []);
  const [isAsking, setAsking] = useState(false);
  const trouble = opening.trouble ?? leaving.trouble;
  useSearchedSetting();
  const open = async () => (await opening.run({})) && beginAnew();
  const leave = async (remove: boolean) => (await leaving.run({ remove })) && beginAnew();
  return (
    <Card id="sample" help={t(workspace.kind === "sample" ? "settings.sample.here" : "settings.sample.help")}>
      {trouble && <FieldError says={sayError(trouble)} />}
      {workspace.kind === "desk" && (
        <Acts>
          <ActButton look="primary" aria-busy={opening.isBusy} onClick={opening.isBusy ? undefined : () => void open()}>
            {t(opening.isBusy ? "settings.sample.opening" : "settings.sample.open")}
          </ActButton>
        </Acts>
      )}
      {workspace.kind === "sample" && !isAsking && (
        <Acts>
          <ActButton look="primary" onClick={() => void leave(false)}>
            {t("app.leaveSample")}
          </ActButton>
          <ActButton onClick={() => setAsking(true)}>{t("app.removeSample")}</ActButton>
        </Acts>
      )}
      {isAsking && (
        <AskFirst
          label={t("app.removeSample")}
          says={t("settings.sample.removeAsk")}
          yes={t("app.removeSample")}
          no={t("settings.keep")}
          isBusy={leaving.isBusy}
          onYes={() => void leave(true)}
          onNo={() => setAsking(false)}
        />
      )}
    </Card>
  );
}
