// What somebody has ticked on the page of their plan is there again when they come back:
// in this browser alone, and nowhere if it keeps nothing. The page works without this file.
"use strict";

(() => {
  const KEPT = "kiosk-plan";
  const boxes = document.querySelectorAll(".steps input");
  function done() {
    try {
      const told = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
      return new Set(Array.isArray(told) ? told : []);
    } catch {
      return new Set();
    }
  }
  function show() {
    const ticked = done();
    for (const box of boxes) box.checked = ticked.has(box.name);
  }
  function keep(box) {
    const ticked = done();
    if (box.checked) ticked.add(box.name);
    else ticked.delete(box.name);
    try {
      localStorage.setItem(KEPT, JSON.stringify([...ticked]));
    } catch {
      // a browser that keeps nothing: the tick stands until the page is closed
    }
  }
  for (const box of boxes) box.addEventListener("change", () => keep(box));
  window.addEventListener("storage", show);
  show();
})();
