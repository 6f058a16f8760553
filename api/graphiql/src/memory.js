/** A store that is gone with the page: questions can be about persons, so none stays behind. */
export function memory() {
  const held = new Map();
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => held.set(key, String(value)),
    removeItem: (key) => held.delete(key),
    clear: () => held.clear(),
    get length() {
      return held.size;
    },
  };
}
