// The page of a display that nobody has paired yet: it waits, and comes anew by itself
// once it is paired or its code has ended; never while the hub is away.
"use strict";

(() => {
  const LOOK_EVERY_MS = 3000;
  const PATIENCE_MS = 5000;
  const ends = performance.now() + 1000 * Number(document.querySelector("[data-pairing]").dataset.seconds);

  async function status(path) {
    try {
      const asked = { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) };
      return (await fetch(path, asked)).status;
    } catch {
      return 0;
    }
  }
  async function look() {
    const over = performance.now() >= ends;
    if ((await status(over ? "/health" : "/display/live")) === 200) location.replace("/display");
    else setTimeout(look, LOOK_EVERY_MS);
  }
  setTimeout(look, LOOK_EVERY_MS);
})();
