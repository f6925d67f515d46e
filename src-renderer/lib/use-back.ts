import { useLocation } from "wouter";

/** Back to where one came from; to triage when the screen was opened by its address. */
export function useBack(): () => void {
  const [, go] = useLocation();
  return () => {
    const isInside = "navigation" in window && (window.navigation as { canGoBack?: boolean }).canGoBack === true;
    if (isInside) history.back();
    else go("/triage");
  };
}
