// What an editor's page does by itself: it checks and draws what is typed, puts marks into
// the text, and keeps what was not saved in this tab. Everything is saved without it.
"use strict";

(() => {
  const QUIET_MS = 700;
  const LARGEST_KEPT = 200000;
  const form = document.querySelector("form[data-typed]");
  if (!form) return;

  const FIELDS = ["title", "summary", "text", "keywords", "made", "read_by"];
  const typed = () => {
    const said = {};
    for (const name of FIELDS) if (form.elements[name]) said[name] = form.elements[name].value;
    return said;
  };

  // --- what was typed and not saved, kept in this tab until it is ---------------------
  const place = `kiosk-typed:${form.dataset.typed}`;
  const asLoaded = JSON.stringify(typed());
  const restore = document.querySelector("[data-restore]");
  function keep() {
    const now = JSON.stringify(typed());
    try {
      if (now.length < LARGEST_KEPT) sessionStorage.setItem(place, now);
    } catch {
      // a full store: the page itself still has it
    }
  }
  if (document.querySelector("[data-saved], [data-passing]")) sessionStorage.removeItem(place);
  const kept = sessionStorage.getItem(place);
  if (restore && kept && kept !== asLoaded) {
    restore.hidden = false;
    restore.querySelector("[data-put-back]").addEventListener("click", () => {
      for (const [name, value] of Object.entries(JSON.parse(kept))) form.elements[name].value = value;
      restore.hidden = true;
      look();
    });
    restore.querySelector("[data-forget]").addEventListener("click", () => {
      sessionStorage.removeItem(place);
      restore.hidden = true;
    });
  }

  // --- a look at it, and the screen as it would be ------------------------------------
  const check = document.getElementById("check");
  const shown = document.getElementById("shown");
  let asking = null;
  const turned = form.elements.page;
  let page = Number(turned ? turned.value : 0);
  function turn(to) {
    page = to;
    if (turned) turned.value = to;  // the picture stays there over a save
  }
  async function part(address, options) {
    const answer = await fetch(address, options);
    if (answer.redirected || !answer.ok) throw new Error(answer.redirected ? "303" : String(answer.status));
    return answer.text();
  }
  async function draw(signal) {
    if (!shown || !shown.dataset.key) return;
    const { grid, theme } = form.elements;
    const query = new URLSearchParams({ grid: grid.value, theme: theme.value, page });
    const address = `/content/shown/${shown.dataset.key}${form.dataset.shown}?${query}`;
    shown.innerHTML = await part(address, { signal });
    const current = shown.querySelector("[data-page][aria-current]");
    if (current) turn(Number(current.dataset.page));
  }
  function sayWhyNot(words) {
    const why = document.querySelector("[data-why]");
    if (!why) return;
    why.textContent = "";
    if (!words) return;
    const said = document.querySelector("[data-last-good]").content.cloneNode(true);
    said.querySelector("p > span:not([class])").textContent = words;
    if (!shown.querySelector("img")) said.querySelector("p").lastChild.remove();
    why.append(said);
  }
  const SIGNED_OUT = ["302", "303", "401", "403"];
  function sayNotChecked(error) {
    const kind = SIGNED_OUT.includes(error.message) ? "signed-out" : "failed";
    const said = document.querySelector(`[data-not-checked="${kind}"]`);
    if (check && said) check.replaceChildren(said.content.cloneNode(true));
    sayWhyNot("");
  }
  async function look() {
    if (!check) return;
    if (asking) asking.abort();
    const mine = new AbortController();
    asking = mine;
    try {
      const body = new URLSearchParams(new FormData(form));
      check.innerHTML = await part(form.dataset.check, { method: "POST", body, signal: mine.signal });
      const key = check.querySelector("[data-key]");
      if (shown) shown.dataset.key = key ? key.dataset.key : "";
      sayWhyNot(key ? key.dataset.broken : "");
      const phone = document.querySelector("[data-phone]");
      if (phone && shown.dataset.key) phone.href = `/content/phone/${shown.dataset.key}${form.dataset.shown}`;
      await draw(mine.signal);
    } catch (error) {
      if (asking === mine) sayNotChecked(error);  // else a newer look is under way
    }
  }
  let timer = 0;
  form.addEventListener("input", (event) => {
    if (!FIELDS.includes(event.target.name)) return;
    keep();
    clearTimeout(timer);
    timer = setTimeout(look, QUIET_MS);
  });
  for (const name of ["grid", "theme"]) {
    if (form.elements[name]) form.elements[name].addEventListener("change", () => draw().catch(sayNotChecked));
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-page]");
    if (!button) return;
    turn(Number(button.dataset.page));
    draw().catch(sayNotChecked);
  });
  const now = form.querySelector("[data-check-now]");
  if (now) {
    now.addEventListener("click", (event) => {
      event.preventDefault();
      look();
    });
  }

  // --- marks for the text ---------------------------------------------------------------
  const toolbar = document.querySelector(".toolbar");
  function mark(sign) {
    const area = form.elements.text;
    const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    const lines = area.value.slice(start, area.selectionEnd).split("\n");
    const marked = lines.map((line) => (line && !line.startsWith(sign) ? sign + line : line || sign)).join("\n");
    area.setRangeText(marked, start, area.selectionEnd, "end");
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (toolbar) {
    toolbar.hidden = false;
    toolbar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-mark]");
      if (button) mark(button.dataset.mark);
    });
    const facts = toolbar.querySelector("[data-fact]");
    if (facts) {
      facts.addEventListener("change", () => {
        if (facts.value) mark(facts.value);
        facts.value = "";
      });
    }
  }
  if (check) look();
})();
