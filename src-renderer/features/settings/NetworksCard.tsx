import type { NetworkPlace } from "../../../src-main/contract/methods/displays.ts";
import { useActs } from "../../lib/acts.tsx";
import { useAct } from "../../lib/use-act.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useOffBecause } from "../../lib/use-may.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "../../ui/rows.module.css";
import { TickField } from "../../ui/TickField.tsx";

/** Over which of this computer's networks displays may ask; none at first. */
export function NetworksCard() {
  const { t } = useWords();
  const { data: places, error, refetch } = useEngine("displays.networks", {});
  const off = useOffBecause(["admin"]);
  return (
    <Card id="displays-networks" title={t("displays.networks.title")} help={t("displays.networks.help")}>
      <p className={styles["meta"]}>{t("displays.networks.unencrypted")}</p>
      {off && <p className={styles["meta"]}>{off}</p>}
      {!places && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {places?.length === 0 && <p className={styles["none"]}>{t("displays.networks.none")}</p>}
      <ul className={styles["rows"]}>
        {places?.map((place) => (
          <li key={place.name}>
            <Network place={place} isOff={off !== undefined} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Network({ place, isOff }: { place: NetworkPlace; isOff: boolean }) {
  const { t, sayError } = useWords();
  const { list } = useFormat();
  const { did } = useActs();
  const switching = useAct("displays.setNetwork", ["displays.networks", "displays.list"]);
  const { name, state, urls, addresses, isPublic } = place;
  const isOn = state !== "off";
  async function set(next: boolean): Promise<void> {
    if (switching.isBusy || !(await switching.run({ name, isOn: next }))) return;
    did({ says: t(next ? "displays.networks.opened" : "displays.networks.closed", { name }) });
  }
  const says = () => {
    if (state === "open") return t("displays.networks.state.open", { urls: list(urls) });
    if (isPublic) return t("displays.networks.public");
    return t(`displays.networks.state.${state}`, { addresses: list(addresses) });
  };
  return (
    <>
      <TickField
        label={name}
        help={says()}
        isOn={isOn}
        disabled={isOff || (isPublic && !isOn)}
        onChange={(next) => void set(next)}
      />
      {switching.trouble && <FieldError says={sayError(switching.trouble)} />}
    </>
  );
}
