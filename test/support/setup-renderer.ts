// What Mantine asks of a browser and happy-dom does not have.
const fonts = { addEventListener: () => undefined, removeEventListener: () => undefined, ready: Promise.resolve() };
if (!("fonts" in document)) Object.defineProperty(document, "fonts", { value: fonts });
