import { createContext, useContext } from "react";
import {
  formatAge,
  formatBytes,
  formatDate,
  formatDay,
  formatDuration,
  formatMinutes,
  formatMoment,
  formatNumber,
  formatPercent,
  formatTime,
  formatTimeToSecond,
  localInstant,
  type Units,
} from "./format.ts";
import { languageName } from "./languages.ts";
import { readNow } from "./now.ts";
import { useWords } from "./words.ts";

/** The desk's time zone; undefined = that of this computer. */
export const TimeZoneContext = createContext<string | undefined>(undefined);

/** The formats of format.ts bound to the language of the page and the time zone of the desk. */
export function useFormat() {
  const { t, language } = useWords();
  const timeZone = useContext(TimeZoneContext);
  const locale = language === "en" || language === "en-XA" ? "en-GB" : language;
  const units: Units = { s: t("unit.s"), m: t("unit.m"), h: t("unit.h"), d: t("unit.d") };
  const place = { locale, timeZone };
  return {
    duration: (ms: number) => formatDuration(ms, units),
    minutes: (ms: number) => formatMinutes(ms, units),
    age: (ms: number) => formatAge(ms, units),
    time: (at: number) => formatTime(at, place),
    timeToSecond: (at: number) => formatTimeToSecond(at, place),
    language: (code: string) => languageName(code, t),
    list: (words: readonly string[]) => new Intl.ListFormat(locale).format(words),
    country: (code: string) => new Intl.DisplayNames(locale, { type: "region" }).of(code) ?? code,
    compare: (one: string, other: string) => one.localeCompare(other, locale),
    bytes: (size: number) => formatBytes(size, place),
    day: (at: number) => formatDay(at, place),
    date: (at: number) => formatDate(at, { ...place, now: readNow() }),
    moment: (at: number) => formatMoment(at, { ...place, now: readNow() }),
    number: (value: number | null, digits = 0) => formatNumber(value, { locale, digits }),
    percent: (value: number | null, digits = 0) => formatPercent(value, { locale, digits }),
    localInstant: (days: number, minute: number) => localInstant({ now: readNow(), days, minute, timeZone }),
  };
}
export type Format = ReturnType<typeof useFormat>;
