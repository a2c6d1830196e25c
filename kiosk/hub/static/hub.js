// What a page does by itself: waiting times that move, a tone for a new ticket, keys for
// buttons, forms that are sent once. Every page works without this file.
"use strict";

(() => {
  const SOUND = "kiosk-sound";
  const HUB_PATIENCE_MS = 4000;
  const GIVEN_UP_MS = 5000;
  const LONG_ANSWER_MS = 60000;  // the hub answers within 45 s, a proxy gives up after 60

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
    const words = blocked() ? locked : wanted() ? on : off;
    (button.querySelector(".kern-label") || button).textContent = words;
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
      if (wanted() && button.dataset.notifies !== undefined && "Notification" in window) {
        Notification.requestPermission();
      }
    });
    // a browser lets a page sound only after somebody has touched it
    for (const touched of ["pointerdown", "keydown"]) {
      document.addEventListener(touched, prepareSound, { passive: true });
    }
  }

  // --- a page that nobody looks at says so through the browser, if it may -----------
  function notify(words) {
    if (!words || !document.hidden || !wanted()) return;
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    try {
      new Notification(document.title, { body: words, tag: "kiosk" });
    } catch {
      // some browsers show these only from a service worker: the tone remains
    }
  }

  // --- what is new ------------------------------------------------------------
  const rows = () => [...document.querySelectorAll("[data-ticket]")];
  const MOST_KNOWN = 1000;  // a page stays open all day: what was shown last is enough
  const known = new Set(rows().map((row) => row.dataset.ticket));
  function remember(shown) {
    for (const { dataset: { ticket } } of shown) {
      known.delete(ticket);  // and put behind those that are not shown any more
      known.add(ticket);
    }
    for (const ticket of known) {
      if (known.size <= Math.max(MOST_KNOWN, shown.length)) break;
      known.delete(ticket);
    }
  }
  let calls = callsShown();
  function callsShown() {
    const ticket = document.querySelector(".ticket[data-state]");
    return ticket && ticket.dataset.state === "called" ? Number(ticket.dataset.calls) : 0;
  }
  const rung = new Set();
  function alarm() {
    for (const call of document.querySelectorAll("[data-alarm]")) {
      if (rung.has(call.dataset.alarm)) continue;
      rung.add(call.dataset.alarm);
      [0, 700, 1400].forEach((later) => setTimeout(tone, later));
      notify(call.dataset.alarmSaid);
    }
  }
  function compare() {
    const shown = rows();
    const fresh = shown.filter((row) => !known.has(row.dataset.ticket));
    for (const row of fresh) row.classList.add("new");
    remember(shown);
    if (fresh.length) tone();
    alarm();
    const announcer = document.querySelector("[data-announcer]");
    const said = document.querySelector("[data-announce]");
    if (announcer && said && announcer.textContent !== said.dataset.announce) {
      announcer.textContent = said.dataset.announce;
    }
    if (fresh.length && said) notify(said.dataset.announce);
    const now = callsShown();
    if (now > calls) {
      tone();
      if (navigator.vibrate) navigator.vibrate([300, 150, 300]);
    }
    calls = now;
  }

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target.id !== "live") return;
    anchor(event.target);
    compare();
  });

  // --- a link to a question opens it here, if the page has it ----------------------
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("a[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    dialog.showModal();
  });

  // --- a choice that shows itself at once -------------------------------------------
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-submits]")) event.target.form.submit();
  });

  // --- keys: one letter presses the button that shows it -----------------------
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
    if (event.target.closest("input, select, textarea, dialog")) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (target && !target.disabled) {
      event.preventDefault();
      target.click();
    }
  });

  // --- once pressed is enough, and only a hub that answers is sent anything ----------
  // Else the browser's own error page would stand where the queue was. A press that was
  // given up, by Esc or after a while, leaves no dead button behind.
  // What the hub would refuse for its size stays here, so that no field is lost.
  const unsent = document.querySelector("[data-unsent]");
  const tooMuch = document.querySelector("[data-too-much]");
  function release() {
    for (const form of document.forms) free(form);
  }
  function free(form) {
    delete form.dataset.sent;
    wait(form, false);
  }
  // where the answer takes long, the form says so, and its buttons are dead meanwhile
  function wait(form, is) {
    const said = form.querySelector("[data-takes-long]");
    if (!said) return;
    said.textContent = is ? said.dataset.takesLong : "";
    for (const each of form.querySelectorAll("button")) each.disabled = is;
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
    if (tooMuch) {
      const sent = new URLSearchParams(new FormData(form, event.submitter)).toString();
      tooMuch.hidden = sent.length <= Number(tooMuch.dataset.tooMuch);
      if (!tooMuch.hidden) {
        tooMuch.scrollIntoView({ block: "center" });
        return;
      }
    }
    form.dataset.sent = "asking";
    wait(form, true);
    const reached = await answers();
    if (unsent) unsent.hidden = reached;
    if (reached && form.dataset.sent) {
      form.dataset.sent = "reached";
      // a live page may have put another form in its place meanwhile: this one was pressed
      if (!form.isConnected) document.body.append(Object.assign(form, { hidden: true }));
      form.requestSubmit(event.submitter);
      const takesLong = form.querySelector("[data-takes-long]");
      setTimeout(() => free(form), takesLong ? LONG_ANSWER_MS : GIVEN_UP_MS);
    } else {
      release();
    }
  });
  addEventListener("pageshow", release);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") release();
  });

  // --- back to a form whose answer is an error: the browser has kept what was typed -----
  for (const back of document.querySelectorAll("[data-back]")) {
    back.hidden = history.length < 2;
    back.addEventListener("click", () => history.back());
  }

  // a notice belongs to one moment: a reload must not tell it again
  if (document.querySelector("[data-passing]")) {
    history.replaceState(null, "", location.pathname);
  }
  anchor(document);
  alarm();
  setInterval(tick, 10000);
})();
