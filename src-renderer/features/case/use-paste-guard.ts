import { type ClipboardEvent, type DragEvent, useState } from "react";

type Writable = HTMLInputElement | HTMLTextAreaElement;

/** How much somebody tried to put into a field that holds less. */
export type TooMuch = { count: number; most: number };

/**
 * Keeps a paste or a drop that a field cannot hold out of it whole: the browser would cut it off without a word. What
 * stood there stays, and `tooMuch` says what happened.
 */
export function usePasteGuard() {
  const [tooMuch, setTooMuch] = useState<TooMuch | null>(null);
  function guard(event: ClipboardEvent | DragEvent, pasted: string): void {
    const field = event.target;
    if (!isWritable(field) || field.maxLength < 0) return;
    const selected = (field.selectionEnd ?? 0) - (field.selectionStart ?? 0);
    const isTooMuch = field.value.length - selected + pasted.length > field.maxLength;
    if (isTooMuch) event.preventDefault();
    setTooMuch(isTooMuch ? { count: pasted.length, most: field.maxLength } : null);
  }
  return {
    tooMuch,
    forget: () => setTooMuch(null),
    handlers: {
      onPaste: (event: ClipboardEvent) => guard(event, event.clipboardData.getData("text/plain")),
      onDrop: (event: DragEvent) => guard(event, event.dataTransfer.getData("text/plain")),
    },
  };
}

function isWritable(field: EventTarget): field is Writable {
  return field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
}
