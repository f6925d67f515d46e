import { useWords } from "../../lib/words.ts";
import { Segments } from "../../ui/Segments.tsx";
import { TextField } from "../../ui/TextField.tsx";
import type { DraftProps, SignInKind } from "./source-draft.ts";
import styles from "./SourceForm.module.css";

const kinds = ["none", "basic", "header"] as const satisfies readonly SignInKind[];

/** How a source signs in. Its secret is written here and never read back. */
export function SourceSignIn({ draft, change, settings }: DraftProps) {
  const { t } = useWords();
  const isKnown = settings.signIn !== null && settings.signIn.kind === draft.signIn;
  const state = isKnown ? settings.signIn?.secret : undefined;
  const willBe = t(settings.hasKeyring ? "monitor.source.signIn.willKeep" : "monitor.source.signIn.willForget");
  const help = state ? t(`monitor.source.signIn.${state}`) : willBe;
  const keep = state === "kept" || state === "session" ? ` ${t("monitor.source.signIn.keep")}` : "";
  return (
    <div className={styles["part"]}>
      <span aria-hidden className={styles["label"]}>
        {t("monitor.source.signIn.title")}
      </span>
      <div>
        <Segments
          label={t("monitor.source.signIn.title")}
          value={draft.signIn}
          options={kinds.map((value) => ({ value, says: t(`monitor.source.signIn.${value}`) }))}
          onChange={(signIn) => change({ signIn, secret: "", signInName: signIn === "none" ? "" : draft.signInName })}
        />
      </div>
      {draft.signIn !== "none" && (
        <div className={styles["pair"]}>
          <TextField
            label={t(draft.signIn === "basic" ? "monitor.source.signIn.userName" : "monitor.source.signIn.headerName")}
            maxLength={draft.signIn === "basic" ? 200 : 100}
            value={draft.signInName}
            onChange={(signInName) => change({ signInName })}
          />
          <TextField
            type="password"
            autoComplete="new-password"
            label={t(draft.signIn === "basic" ? "monitor.source.signIn.password" : "monitor.source.signIn.token")}
            maxLength={4000}
            value={draft.secret}
            onChange={(secret) => change({ secret })}
          />
        </div>
      )}
      {draft.signIn !== "none" && (
        <p className={styles["help"]}>
          {help}
          {keep}
        </p>
      )}
    </div>
  );
}
