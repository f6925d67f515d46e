import type { Said } from "../../contract/values.ts";

/** Words that speak of what was sent are put as what they are when something is only read. */
export function saidOfReading(says: Said): Said {
  const own = /^crm\.(not-json|unfit|redirected|refused|refused-because)$/.exec(says.code)?.[1];
  return own === undefined ? says : { ...says, code: `crmProfile.trouble.${own}` };
}
