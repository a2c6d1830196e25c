// What a page does by itself: waiting times that move, a tone for a new ticket, keys for
// buttons, forms that are sent once. Every page works without this file.
"use strict";

(() => {
  const SOUND = "kiosk-sound";
  const HUB_PATIENCE_MS = 4000;
  const GIVEN_UP_MS = 5000;

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

  // --- sound: "on" is said only where a tone can be heard ----------------------------
  const button = document.querySelector("[data-sound]");
  let audio = null;
  const wanted = () => localStorage.getItem(SOUND) === "on";
  const blocked = () => wanted() && audio !== null && audio.state !== "running";
  function showSound() {
    const { on, off, blocked: locked } = button.dataset;
    button.hidden = false;
    button.setAttribute("aria-pressed", String(wanted()));
    button.textContent = blocked() ? locked : wanted() ? on : off;
  }
  function prepareSound() {
    if (!button || !wanted()) return;
    if (!audio) {
      audio = new AudioContext();
      audio.addEventListener("statechange", showSound);
    }
    if (audio.state !== "running") audio.resume();
    showSound();
  }
  function tone() {
    prepareSound();
    if (!audio || audio.state !== "running") return;
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
    prepareSound();
    let unlock = false;
    for (const pressed of ["pointerdown", "keydown"]) {
      button.addEventListener(pressed, () => { unlock = blocked(); });
    }
    button.addEventListener("click", () => {
      localStorage.setItem(SOUND, wanted() && !unlock ? "off" : "on");
      unlock = false;
      showSound();
      prepareSound();
      if (wanted()) audio.resume().then(tone);
    });
    // a browser lets a page sound only after somebody has touched it
    for (const touched of ["pointerdown", "keydown"]) {
      document.addEventListener(touched, prepareSound, { passive: true });
    }
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

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "live") return;
    anchor(event.target);
    compare();
  });

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

  // --- once pressed is enough, and only a hub that answers is sent anything ----------
  // Else the browser's own error page would stand where the queue was. A press that was
  // given up, by Esc or after a while, leaves no dead button behind.
  const unsent = document.querySelector("[data-unsent]");
  function release() {
    for (const form of document.forms) delete form.dataset.sent;
  }
  async function answers() {
    try {
      const asked = { cache: "no-store", signal: AbortSignal.timeout(HUB_PATIENCE_MS) };
      return (await fetch("/health", asked)).ok;
    } catch {
      return false;
    }
  }
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (form.getAttribute("method") !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent === "reached") {
      form.dataset.sent = "yes";
      return;
    }
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "asking";
    const reached = await answers();
    if (unsent) unsent.hidden = reached;
    if (reached && form.dataset.sent) {
      form.dataset.sent = "reached";
      form.requestSubmit(event.submitter);
      setTimeout(release, GIVEN_UP_MS);
    } else {
      release();
    }
  });
  addEventListener("pageshow", release);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") release();
  });

  // a notice belongs to one moment: a reload must not tell it again
  if (document.querySelector("[data-passing]")) {
    history.replaceState(null, "", location.pathname);
  }
  anchor(document);
  setInterval(tick, 10000);
})();
