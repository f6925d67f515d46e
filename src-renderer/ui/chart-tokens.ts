/** What a line stands for: its colour, and a pattern of its own, because colour alone says nothing. */
export type ChartTone = "ink" | "positive" | "negative" | "neutral" | "second" | "third" | "fourth";

export type ChartTokens = {
  readonly font: string;
  readonly strongFont: string;
  readonly words: string;
  readonly quietWords: string;
  readonly grid: string;
  readonly axis: string;
  readonly band: string;
  readonly hatch: string;
  readonly surface: string;
  readonly tones: Readonly<Record<ChartTone, string>>;
};

/** The dashes of the tones, in pixels: lines stay apart in grey and on paper. */
export const dashes: Readonly<Record<ChartTone, readonly number[]>> = {
  ink: [],
  positive: [],
  negative: [7, 3],
  neutral: [2, 3],
  second: [7, 3],
  third: [2, 3],
  fourth: [9, 3, 2, 3],
};

const AXIS_PX = 11;
const LABEL_PX = 12;

/** The colours of the theme that the page has now. A canvas takes none from style sheets, so they are read for it. */
export function readChartTokens(place: Element): ChartTokens {
  const style = getComputedStyle(place);
  const family = style.fontFamily || "sans-serif";
  const fonts = { font: `${AXIS_PX}px ${family}`, strongFont: `600 ${LABEL_PX}px ${family}` };
  if (matchMedia("(forced-colors: active)").matches) return { ...fonts, ...forced };
  const token = (name: string) => style.getPropertyValue(name).trim() || "#808080";
  return {
    ...fonts,
    words: token("--ink-1"),
    quietWords: token("--ink-3"),
    grid: token("--line-1"),
    axis: token("--line-3"),
    band: token("--band"),
    hatch: token("--gap-hatch"),
    surface: token("--surface-0"),
    tones: {
      ink: token("--chart-1"),
      positive: token("--pos"),
      negative: token("--neg"),
      neutral: token("--ink-3"),
      second: token("--pos"),
      third: token("--pr"),
      fourth: token("--care"),
    },
  };
}

const system = "CanvasText";
const forced: Omit<ChartTokens, "font" | "strongFont"> = {
  words: system,
  quietWords: system,
  grid: "GrayText",
  axis: system,
  band: "GrayText",
  hatch: "GrayText",
  surface: "Canvas",
  tones: {
    ink: system,
    positive: system,
    negative: system,
    neutral: system,
    second: system,
    third: system,
    fourth: system,
  },
};
