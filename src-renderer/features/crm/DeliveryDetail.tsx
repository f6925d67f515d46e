import { type RefObject, useRef, useState } from "react";
import { Link } from "wouter";
import type { Delivery } from "../../../src-main/contract/methods/crm.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import work from "../../ui/WorkSheet.module.css";
import { DeliveryEdit } from "./DeliveryEdit.tsx";
import { lookOf, mayRetry, maySkip } from "./delivery-look.ts";
import { DeliveryFacts, DeliveryRecord, DeliverySteps } from "./DeliveryParts.tsx";
import { recordAddress } from "./record-address.ts";
import type { OutboxActs } from "./use-outbox-acts.ts";

type DeliveryDetailProps = { id: string; sheetRef: RefObject<HTMLDivElement | null>; acts: OutboxActs };

/** One delivery whole: how it stands and why, its steps in the CRM, and the record exactly as it is sent. */
export function DeliveryDetail({ id, sheetRef, acts }: DeliveryDetailProps) {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("crm.delivery", { id }, { keepPrevious: true });
  const [isEditing, setEditing] = useState(false);
  function endEditing(): void {
    setEditing(false);
    sheetRef.current?.focus();
  }
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <section className={work["work"]} aria-labelledby="delivery-name">
      <Head delivery={data} acts={acts} onEdit={() => setEditing(true)} />
      <div
        ref={sheetRef}
        className={work["sheet"]}
        tabIndex={0}
        role="region"
        aria-label={t("crmDesk.detailOf", { name: data.contact ?? data.what })}
      >
        {isEditing && data.edit && <DeliveryEdit delivery={data} edit={data.edit} onDone={endEditing} />}
        <DeliveryFacts delivery={data} />
        {data.steps.length > 0 && <DeliverySteps delivery={data} />}
        <DeliveryRecord delivery={data} />
      </div>
    </section>
  );
}

function Head({ delivery, acts, onEdit }: { delivery: Delivery; acts: OutboxActs; onEdit: () => void }) {
  const { t } = useWords();
  const outside = useRef<HTMLAnchorElement>(null);
  const { state, icon, tone } = lookOf(delivery);
  const name = delivery.contact ?? delivery.what;
  const address = recordAddress(delivery.remoteUrl);
  const mayEdit = delivery.edit !== null && !acts.retryOff;
  useShortcuts("crmDesk.keys.title", [
    ...(address ? ([{ says: "crmDesk.keys.record", run: () => outside.current?.click() }] as const) : []),
    ...(mayEdit ? ([{ says: "crmDesk.keys.edit", run: onEdit }] as const) : []),
  ]);
  return (
    <header className={work["bar"]}>
      <h2 id="delivery-name" className="clip" dir="auto">
        {delivery.contact ?? t(delivery.what === "" ? "crmDesk.erasedPerson" : "crmDesk.nobody")}
      </h2>
      <Badge icon={icon} tone={tone}>
        {t(`crmDesk.state.${state}`)}
      </Badge>
      <span className="grow" />
      <OutsideLink ref={outside} url={address} keys="v">
        {t("crmDesk.openRecord", { target: delivery.target })}
      </OutsideLink>
      <Link href={`/case/${delivery.storyId}`}>{t("crmDesk.openCase")}</Link>
      {delivery.edit !== null && (
        <ActButton size="small" keys="e" icon="pencil" offBecause={acts.retryOff} onClick={onEdit}>
          {t("crmDesk.edit.open")}
        </ActButton>
      )}
      {mayRetry(delivery) && (
        <ActButton
          size="small"
          keys="r"
          icon="undo"
          aria-label={t("crmDesk.retryOf", { name })}
          offBecause={acts.retryOff}
          onClick={() => void acts.retry(delivery)}
        >
          {t("crmDesk.retry")}
        </ActButton>
      )}
      {maySkip(delivery) && (
        <ActButton
          size="small"
          look="ghost"
          keys="s"
          aria-label={t("crmDesk.skipOf", { name })}
          title={t("crmDesk.skipHelp")}
          offBecause={acts.skipOff}
          onClick={() => void acts.skip(delivery)}
        >
          {t("crmDesk.skip")}
        </ActButton>
      )}
    </header>
  );
}
