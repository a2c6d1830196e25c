// The call display: what is new is called out, one after the other, with a chime and, where
// the hub has a voice, spoken. What is shown comes from the hub alone: `live.js` asks for it.
"use strict";

(() => {
  const LOOK_EVERY_MS = 60000;  // also where no event comes: hours, notices, a sign of life
  const TOO_OLD_MS = 10 * 60000;  // after that not even the numbers are shown
  const LATE_MS = 120000;  // a call that waited its turn for longer is not new any more
  const MOST_WAITING = 100;
  const HURRY_FROM = 3;  // when more than these wait, each has only its chime
  const SHORT_MS = 2500;
  const CHIME_MS = 1400;
  const BETWEEN_MS = 700;
  const SOUND_PATIENCE_MS = 8000;
  const LONGEST_SOUND_S = 30;
  const RELOAD_PAUSE_MS = 60000;
  const DAY_MS = 20 * 3600000;
  const QUIET_HOUR = 3;
  const ANNOUNCED = "kiosk-display-announced";
  const RELOADED = "kiosk-display-reloaded";

  const live = document.getElementById("live");
  const lost = document.querySelector("[data-lost]");
  const locked = document.querySelector("[data-locked]");
  const board = () => live.querySelector("[data-board]");
  const version = board().dataset.version;

  // --- the clock of the hub, which goes on while the hub is away --------------------
  let wall = 0;
  let heard = 0;
  function setClock() {
    wall = Date.parse(`${board().dataset.now}Z`);
    heard = performance.now();
  }
  const now = () => new Date(wall + performance.now() - heard);
  const hhmm = (moment) => moment.toISOString().slice(11, 16);
  function tick() {
    const clock = live.querySelector("[data-clock]");
    const told = hhmm(now());
    if (clock && clock.textContent !== told) clock.textContent = told;
    const old = !lost.hidden && performance.now() - heard > TOO_OLD_MS;
    document.body.classList.toggle("old", old);
  }

  // --- not current ---------------------------------------------------------------
  function showLost() {
    document.body.classList.toggle("not-current", !lost.hidden);
    if (lost.hidden) return;
    document.querySelector("[data-as-of]").textContent = hhmm(new Date(wall));
    waiting.length = 0;  // when it comes back, the hub says what is still new
  }
  new MutationObserver(showLost).observe(lost, { attributes: true, attributeFilter: ["hidden"] });

  // --- sound -----------------------------------------------------------------------
  let audio = null;
  try {
    audio = new AudioContext();
  } catch { /* a machine without sound: the numbers are shown all the same */ }
  const sounds = () => audio !== null && audio.state === "running";
  function showLocked() {
    locked.hidden = audio === null || sounds();
  }
  function unlock() {
    if (audio && !sounds()) audio.resume();
  }
  if (audio) audio.addEventListener("statechange", showLocked);
  for (const touched of ["pointerdown", "keydown"]) {
    document.addEventListener(touched, unlock, { passive: true });
  }
  const pause = (ms) => new Promise((go) => setTimeout(go, ms));

  async function chime() {
    if (sounds()) {
      [[659.3, 0], [523.3, 0.35], [392, 0.7]].forEach(([pitch, later]) => {
        const start = audio.currentTime + later;
        const voice = audio.createOscillator();
        const volume = audio.createGain();
        voice.frequency.value = pitch;
        volume.gain.setValueAtTime(0, start);
        volume.gain.linearRampToValueAtTime(0.35, start + 0.02);
        volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.65);
        voice.connect(volume).connect(audio.destination);
        voice.start(start);
        voice.stop(start + 0.7);
      });
    }
    await pause(CHIME_MS);
  }
  async function speak(seq) {
    if (!sounds() || !("speaks" in board().dataset)) return;
    try {
      const asked = { cache: "no-store", signal: AbortSignal.timeout(SOUND_PATIENCE_MS) };
      const answer = await fetch(`/display/calls/${seq}`, asked);
      if (answer.status !== 200) return;  // it is not open any more, or there is no sound
      const sound = await audio.decodeAudioData(await answer.arrayBuffer());
      const source = audio.createBufferSource();
      source.buffer = sound;
      source.connect(audio.destination);
      source.start();
      await pause(1000 * Math.min(sound.duration, LONGEST_SOUND_S));
      source.stop();
      source.disconnect();
    } catch { /* the chime has to do */ }
  }

  // --- what is called out, in order -------------------------------------------------
  const waiting = [];
  let current = null;
  let announced = remembered();
  function remembered() {
    try {
      return Number(localStorage.getItem(ANNOUNCED)) || 0;
    } catch {
      return 0;
    }
  }
  function remember(seq) {
    announced = seq;
    try {
      localStorage.setItem(ANNOUNCED, String(seq));
    } catch { /* then a reload may say once more what is a minute old at most */ }
  }
  const awaited = (seq) => live.querySelector(`[data-call="${seq}"]`);

  function collect() {
    const newest = Number(board().dataset.newest);  // of any event: it only grows
    const fresh = [...live.querySelectorAll("[data-call][data-fresh]")]
      .map((call) => Number(call.dataset.call))
      .sort((one, other) => one - other);
    if (newest && newest < announced) remember(0);  // the hub has another database
    for (const seq of fresh.filter((each) => each > announced)) {
      remember(seq);
      waiting.push({ seq, since: performance.now() });
    }
    if (waiting.length > MOST_WAITING) waiting.splice(0, waiting.length - MOST_WAITING);
    if (current === null) callOut();
  }
  // What stands largest is what is called out just now.
  function show() {
    document.body.classList.toggle("calling", current !== null);
    const called = current && awaited(current);
    const latest = live.querySelector("[data-latest]");
    if (!called || !latest) return;
    latest.classList.add("awaited");
    latest.querySelector("[data-number]").textContent = called.dataset.number;
    latest.querySelector("[data-desk]").textContent = called.dataset.desk;
    for (const row of live.querySelectorAll("[data-shown]")) {
      row.classList.toggle("now", Number(row.dataset.shown) === current);
    }
  }
  async function callOut() {
    if (!waiting.length) return;  // else each answer would ask for the next one
    while (waiting.length) {
      const { seq, since } = waiting.shift();
      if (!awaited(seq) || performance.now() - since > LATE_MS) continue;
      current = seq;
      show();
      document.body.dataset.calling = seq;
      if (waiting.length >= HURRY_FROM) {
        chime();
        await pause(SHORT_MS);
      } else {
        await chime();
        if (awaited(seq)) await speak(seq);
        await pause(BETWEEN_MS);
      }
      current = null;
    }
    delete document.body.dataset.calling;
    show();
    if (lost.hidden) htmx.trigger(live, "refresh");  // the newest stands largest again
  }

  // --- another version, or a day has passed: the page comes anew, when nothing is said ---
  async function renew() {
    if (current !== null || !lost.hidden) return;
    const other = board().dataset.version !== version;
    const nightly = performance.now() > DAY_MS && now().getUTCHours() === QUIET_HOUR;
    if (!other && !nightly) return;
    const last = Number(sessionStorage.getItem(RELOADED)) || 0;
    if (Math.abs(Date.now() - last) < RELOAD_PAUSE_MS) return;
    try {
      const asked = { cache: "no-store", signal: AbortSignal.timeout(5000) };
      if (!(await fetch("/health", asked)).ok) return;
    } catch {
      return;
    }
    sessionStorage.setItem(RELOADED, String(Date.now()));
    location.reload();
  }

  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.target !== live) return;
    setClock();
    tick();
    show();
    collect();
    renew();
  });
  setClock();
  tick();
  showLost();
  showLocked();
  collect();
  setInterval(tick, 1000);
  setInterval(() => htmx.trigger(live, "refresh"), LOOK_EVERY_MS);
})();
