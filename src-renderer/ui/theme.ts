import {
  Button,
  Checkbox,
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Modal,
  Popover,
  Tooltip,
} from "@mantine/core";

const ink: MantineColorsTuple = [
  "#e6ebef",
  "#d5dce1",
  "#b9c2c9",
  "#9ba5ad",
  "#7d8890",
  "#646f77",
  "#4b5258",
  "#353c42",
  "#262d33",
  "#1d2327",
];

// react-remove-scroll would write a style tag, which the policy forbids; the page's body never scrolls anyway.
const removeScrollProps = { removeScrollBar: false } as const;

/** Mantine in our tokens: every value is a variable of tokens.css, so that themes switch without Mantine knowing. */
export const theme = createTheme({
  fontFamily: "var(--font-ui)",
  fontFamilyMonospace: "var(--font-mono)",
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.4", sm: "1.4", md: "1.55", lg: "1.55", xl: "1.4" },
  fontWeights: { regular: "400", medium: "500", bold: "600" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  radius: { xs: "3px", sm: "6px", md: "10px" },
  defaultRadius: "sm",
  shadows: { sm: "var(--shadow-1)", md: "var(--shadow-2)", lg: "var(--shadow-3)" },
  respectReducedMotion: true,
  cursorType: "default",
  focusRing: "auto",
  focusClassName: "wr-focus",
  colors: { ink },
  primaryColor: "ink",
  primaryShade: { light: 9, dark: 0 },
  autoContrast: true,
  // autoContrast chooses the label for the light shade only: in dark a filled button would be white on near white.
  variantColorResolver: (input) =>
    input.variant === "filled" && (input.color === undefined || input.color === "ink")
      ? {
          background: "var(--act)",
          hover: "var(--act-hover)",
          color: "var(--act-ink)",
          border: "1px solid transparent",
        }
      : defaultVariantColorsResolver(input),
  components: {
    Button: Button.extend({ defaultProps: { size: "sm", variant: "default" } }),
    // Its tick would be white on the near white of the dark themes; our reset takes the indent of its help.
    Checkbox: Checkbox.extend({
      defaultProps: { radius: "xs", iconColor: "var(--act-ink)", color: "var(--act)" },
      styles: { description: { paddingInlineStart: "var(--label-offset-start)" } },
    }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } }),
    Popover: Popover.extend({ defaultProps: { shadow: "md", transitionProps: { duration: 0 } } }),
    Modal: Modal.extend({ defaultProps: { removeScrollProps } }),
    Spotlight: { defaultProps: { removeScrollProps } },
    // The menu would otherwise focus an empty placeholder that screen readers announce.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, shadow: "md", transitionProps: { duration: 0 } } },
  },
});

const tokens = {
  "--mantine-color-body": "var(--surface-0)",
  "--mantine-color-text": "var(--ink-1)",
  "--mantine-color-bright": "var(--ink-1)",
  "--mantine-color-dimmed": "var(--ink-2)",
  "--mantine-color-placeholder": "var(--ink-3)",
  "--mantine-color-default": "var(--surface-0)",
  "--mantine-color-default-color": "var(--ink-1)",
  "--mantine-color-default-border": "var(--line-3)",
  "--mantine-color-default-hover": "var(--surface-2)",
  "--mantine-color-anchor": "var(--link)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-disabled": "var(--surface-2)",
  "--mantine-color-disabled-color": "var(--ink-3)",
  "--mantine-color-disabled-border": "var(--line-2)",
};

// Controls need an edge of 3:1; in the light scheme Mantine draws theirs in this grey.
const lightTuple = { "--mantine-color-gray-4": "var(--line-3)" };

// In the dark scheme Mantine's own rules use the "dark" tuple directly (inputs, tracks): it is mapped to the tokens too.
const darkTuple = {
  "--mantine-color-dark-0": "var(--ink-1)",
  "--mantine-color-dark-1": "var(--ink-1)",
  "--mantine-color-dark-2": "var(--ink-2)",
  "--mantine-color-dark-3": "var(--ink-3)",
  "--mantine-color-dark-4": "var(--line-3)",
  "--mantine-color-dark-5": "var(--surface-3)",
  "--mantine-color-dark-6": "var(--surface-2)",
  "--mantine-color-dark-7": "var(--surface-0)",
  "--mantine-color-dark-8": "var(--surface-1)",
  "--mantine-color-dark-9": "var(--surface-1)",
};

/** The same map for both schemes, because Mantine's own rules per scheme are more specific than plain variables. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: { ...tokens, ...lightTuple },
  dark: { ...tokens, ...darkTuple },
});
