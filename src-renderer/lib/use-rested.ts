import { useEffect, useState } from "react";

/** A value once typing has rested. */
export function useRested<Value>(value: Value, pauseMs = 300): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return rested;
}
