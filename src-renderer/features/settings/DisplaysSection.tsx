import { useEffect, useState } from "react";
import type { Device } from "../../../src-main/contract/methods/displays.ts";
import type { Output } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useOffBecause } from "../../lib/use-may.ts";
import { useWords } from "../../lib/words.ts";
import { Card, useSearchedSetting } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "../../ui/rows.module.css";
import { DisplayCodeCard } from "./DisplayCodeCard.tsx";
import { DisplayRow, type DisplayAct } from "./DisplayRow.tsx";
import { NetworksCard } from "./NetworksCard.tsx";

/** Whether a display is open now changes without anybody deciding it. */
const ASK_EVERY_MS = 5000;

/** Which displays and browsers are let in, how another one is, and over which networks. */
export function DisplaysSection() {
  const off = useOffBecause(["admin", "lead"]);
  if (off) return <p className={styles["meta"]}>{off}</p>;
  return <Displays />;
}

function Displays() {
  const { data, error, refetch } = useEngine("displays.list", {});
  useSearchedSetting();
  useEffect(() => {
    const timer = setInterval(() => void refetch(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [refetch]);
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <>
      <DisplayCodeCard code={data.code} walls={data.walls} />
      <Devices kind="display" {...data} />
      <NetworksCard />
      <Devices kind="desk" {...data} />
    </>
  );
}

type DevicesProps = Pick<Output<"displays.list">, "devices" | "walls"> & { kind: Device["kind"] };

function Devices({ devices, walls, kind }: DevicesProps) {
  const { t } = useWords();
  const [doing, setDoing] = useState<{ id: string; act: DisplayAct } | null>(null);
  // Those that are kept out come last.
  const shown = devices
    .filter((device) => device.kind === kind)
    .toSorted((a, b) => Number(a.revokedAt !== null) - Number(b.revokedAt !== null));
  const id = kind === "display" ? "displays-list" : "displays-browsers";
  return (
    <Card id={id} title={t(`displays.title.${kind}`)} help={t(`displays.help.${kind}`)}>
      {shown.length === 0 && <p className={styles["none"]}>{t(`displays.none.${kind}`)}</p>}
      <ul className={styles["rows"]}>
        {shown.map((device) => (
          <li key={device.id}>
            <DisplayRow
              device={device}
              walls={walls}
              doing={doing?.id === device.id ? doing.act : null}
              onDo={(act) => setDoing({ id: device.id, act })}
              onDone={() => setDoing(null)}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
