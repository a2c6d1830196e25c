// What a visitor's page needs of htmx, in a fiftieth of its size: a part of the page is
// fetched and put in its place, one at a time, and others are told as htmx tells them.
"use strict";

(() => {
  const PATIENCE_MS = 5000;
  let busy = false;
  let again = false;

  function tell(part, kind, detail) {
    part.dispatchEvent(new CustomEvent(`htmx:${kind}`, { bubbles: true, detail }));
  }
  async function fetched(part) {
    const giving = new AbortController();
    const timer = setTimeout(() => giving.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(part.getAttribute("hx-get"), { cache: "no-store", signal: giving.signal });
      return { status: answer.status, text: answer.ok ? await answer.text() : null };
    } catch {
      return { status: 0, text: null };
    } finally {
      clearTimeout(timer);
    }
  }
  async function refresh(part) {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const { status, text } = await fetched(part);
    busy = false;
    if (text !== null) {
      part.innerHTML = text;
      tell(part, "afterSwap", {});
    }
    tell(part, "afterRequest", { elt: part, successful: text !== null, xhr: { status } });
    if (again) {
      again = false;
      refresh(part);
    }
  }
  self.htmx = { trigger: refresh };
})();
