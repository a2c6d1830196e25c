// Live pages: waiting times that move, a tone for a new ticket, a word when the
// connection is lost. Every page works without this file; it must then be reloaded.
"use strict";

(() => {
  const SOUND = "kiosk-sound";
  const QUIET_TOO_LONG_MS = 40000;  // the hub beats every 15 s
  const live = document.getElementById("live");
  const stream = document.querySelector("[data-stream]");

  // --- waiting times -------------------------------------------------------
  // The hub's clock and this one may differ: only what passes here is added.
  const loaded = performance.now();
  function anchor(root) {
    for (const time of root.querySelectorAll("[data-since]")) {
      time.dataset.start = time.textContent.replace(/\D+/g, "");
      time.dataset.at = performance.now();
    }
  }
  function tick() {
    for (const time of document.querySelectorAll("[data-start]")) {
      const passed = Math.floor((performance.now() - (time.dataset.at || loaded)) / 60000);
      time.textContent = time.dataset.since.replace("@", Number(time.dataset.start) + passed);
    }
  }

  // --- sound ----------------------------------------------------------------
  const button = document.querySelector("[data-sound]");
  let audio = null;
  const wanted = () => localStorage.getItem(SOUND) === "on";
  function showSound() {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(wanted()));
    button.textContent = wanted() ? button.dataset.on : button.dataset.off;
  }
  function tone() {
    if (!button || !wanted()) return;
    audio = audio || new AudioContext();
    audio.resume();
    [[660, 0], [880, 0.16]].forEach(([pitch, later]) => {
      const start = audio.currentTime + later;
      const voice = audio.createOscillator();
      const volume = audio.createGain();
      voice.frequency.value = pitch;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(0.08, start + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.32);
      voice.connect(volume).connect(audio.destination);
      voice.start(start);
      voice.stop(start + 0.35);
    });
  }
  if (button) {
    showSound();
    button.addEventListener("click", () => {
      localStorage.setItem(SOUND, wanted() ? "off" : "on");
      showSound();
      tone();
    });
  }

  // --- what is new ------------------------------------------------------------
  const rows = () => [...document.querySelectorAll("[data-ticket]")];
  const known = new Set(rows().map((row) => row.dataset.ticket));
  let calls = callsShown();
  function callsShown() {
    const ticket = document.querySelector(".ticket[data-state]");
    return ticket && ticket.dataset.state === "called" ? Number(ticket.dataset.calls) : 0;
  }
  function compare() {
    const fresh = rows().filter((row) => !known.has(row.dataset.ticket));
    for (const row of fresh) {
      known.add(row.dataset.ticket);
      row.classList.add("new");
    }
    if (fresh.length) tone();
    const announcer = document.querySelector("[data-announcer]");
    const said = document.querySelector("[data-announce]");
    if (announcer && said && announcer.textContent !== said.dataset.announce) {
      announcer.textContent = said.dataset.announce;
    }
    const now = callsShown();
    if (now > calls && navigator.vibrate) navigator.vibrate([300, 150, 300]);
    calls = now;
  }

  // --- the connection ---------------------------------------------------------
  const notice = document.querySelector("[data-lost]");
  let heard = performance.now();
  let over = false;
  function lost(is) {
    if (notice && notice.hidden === is) notice.hidden = !is;
  }
  function alive() {
    heard = performance.now();
    lost(false);
  }
  if (live && stream) {
    stream.addEventListener("htmx:sseOpen", (event) => {
      alive();
      event.detail.source.addEventListener("beat", alive);
      event.detail.source.addEventListener("queue", alive);
    });
    stream.addEventListener("htmx:sseError", () => { if (!over) lost(true); });
    stream.addEventListener("htmx:sseClose", (event) => {
      if (event.detail.type === "message") over = true;
    });
    // the stream may have been down longer than the queue's changes are told
    addEventListener("online", () => htmx.trigger(live, "refresh"));
    addEventListener("offline", () => lost(true));
    document.body.addEventListener("htmx:afterSwap", (event) => {
      if (event.target !== live) return;
      anchor(live);
      compare();
    });
    document.body.addEventListener("htmx:sendError", () => { if (!over) lost(true); });
    setInterval(() => {
      if (!over && performance.now() - heard > QUIET_TOO_LONG_MS) lost(true);
    }, 5000);
  }

  // --- keys: one letter presses the button that shows it -----------------------
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest("input, select, textarea")) return;
    const target = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (target && !target.disabled) {
      event.preventDefault();
      target.click();
    }
  });

  // --- once pressed is enough ----------------------------------------------------
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  // a notice belongs to one moment: a reload must not tell it again
  if (document.querySelector("[data-passing]")) {
    history.replaceState(null, "", location.pathname);
  }
  anchor(document);
  setInterval(tick, 10000);
})();
