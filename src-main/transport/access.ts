import type { Access } from "../contract/method.ts";
import { methods } from "../contract/methods.ts";
import type { MethodName } from "../contract/methods.ts";
import { Refusal } from "../contract/refusal.ts";
import type { Call } from "../engine/handlers.ts";

/** What the command line may ask: it looks after sources and watches and gets facts out. It never decides about a case or a reply. */
const commandLineMethods: ReadonlySet<MethodName> = new Set([
  "sources.list",
  "sources.add",
  "sources.poll",
  "sources.previewOpml",
  "sources.checkOpml",
  "sources.importOpml",
  "sources.exportOpml",
  "watches.list",
  "watches.save",
  "mentions.list",
  "uploads.put",
  "imports.preview",
  "imports.run",
  "imports.get",
  "shifts.list",
  "shifts.log",
  "exports.preview",
  "exports.start",
  "exports.get",
  "exports.cancel",
  "exports.readFile",
  "exports.publicKey",
  "kpis.read",
  "settings.get",
  "status.get",
  "displays.list",
  "displays.revoke",
  "displays.networks",
  "displays.setNetwork",
]);

/**
 * What a wall on a monitor of the desktop may ask though it is no reading: it is left where it hangs. A display in another
 * browser has a session, and no way to guess PINs.
 */
const monitorWrites: ReadonlySet<MethodName> = new Set(["kiosk.leave"]);

/**
 * The one answer to "may they?": null, or the refusal. `call` is null for a browser or window that was not let in.
 * A display may only read what every paired device may, or what names its role.
 */
export function refuseAccess(name: MethodName, call: Call | null): Refusal | null {
  if (!call) return new Refusal("not-paired");
  if (call.actor.kind === "cli")
    return commandLineMethods.has(name) ? null : new Refusal("not-allowed", { method: name });
  // Widened: the table's literal types would make some of these cases look impossible.
  const { access, kind }: { readonly access: Access; readonly kind: "read" | "write" } = methods[name];
  if (call.device === "display") {
    const isForDisplays =
      (monitorWrites.has(name) && call.sessionId === null) ||
      (kind === "read" && (access === "paired" || (access !== "person" && access.includes("display"))));
    return isForDisplays ? null : new Refusal("not-allowed", { method: name });
  }
  if (access === "paired") return null;
  if (!call.person) return new Refusal("sign-in-first");
  const isAllowed = call.person.roles.some((role) =>
    access === "person" ? role !== "display" : access.includes(role),
  );
  return isAllowed ? null : new Refusal("not-allowed", { method: name });
}
