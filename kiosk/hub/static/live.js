// A page that follows the hub: it asks anew after each event, after each silence, and
// whenever somebody looks at it again, and it says so while what it shows may be old.
"use strict";

(() => {
  const SILENCE_MS = 45000;  // a beat comes every 15 s, also through the shared worker
  const HIDDEN_MS = 30000;
  const FIRST_PAUSE_MS = 2000;
  const LONGEST_PAUSE_MS = 15000;
  const NOT_FOUND = 404;

  const live = document.getElementById("live");
  const frame = document.querySelector("[data-stream]");
  const notice = document.querySelector("[data-lost]");
  if (!live || !frame) return;

  let heard = performance.now();
  let pause = FIRST_PAUSE_MS;
  let later = null;
  let over = false;

  function refresh() {
    clearTimeout(later);
    htmx.trigger(live, "refresh");
  }
  function lost(is) {
    if (notice && notice.hidden === is) notice.hidden = !is;
  }

  // --- what the page asked for came, or did not -------------------------------
  document.body.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== live) return;
    if (event.detail.successful) {
      heard = performance.now();
      pause = FIRST_PAUSE_MS;
      lost(false);
    } else if (event.detail.xhr && event.detail.xhr.status === NOT_FOUND) {
      location.reload();  // the day of this ticket is over: the hub says so
    } else {
      lost(true);
      clearTimeout(later);
      later = setTimeout(refresh, pause);
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    }
  });

  // --- what the stream says -----------------------------------------------------
  const told = ({ kind }) => {
    if (kind !== "lost") heard = performance.now();
    if (kind === "over") over = true;
    if (kind === "changed" || kind === "lost" || kind === "over") refresh();
  };
  const address = frame.dataset.stream;
  const seen = Number(frame.dataset.seq);

  // Shared: one stream for all tabs. Alone: none while nobody looks at the page.
  function shared() {
    const worker = new SharedWorker(frame.dataset.worker);
    const say = (kind) => worker.port.postMessage({ kind, address, seen });
    worker.port.onmessage = ({ data }) => told(data);
    worker.addEventListener("error", () => { follow = alone(); });
    say("hello");
    addEventListener("pagehide", () => say("bye"));
    return { shown: () => say("hello"), hidden: () => {}, wake: () => say("wake") };
  }
  function alone() {
    let stream = null;
    let poll = null;
    const open = () => {
      clearInterval(poll);
      if (stream) stream.close();
      stream = over ? null : new HubStream(address, seen, told);
    };
    const hidden = () => {
      if (stream) stream.close();
      stream = null;
      clearInterval(poll);
      poll = setInterval(() => { if (!over) refresh(); }, HIDDEN_MS);
    };
    if (document.hidden) hidden(); else open();
    return { shown: open, hidden, wake: open };
  }
  let follow = frame.dataset.worker && "SharedWorker" in window ? shared() : alone();

  // --- when the stream may have missed something ------------------------------------
  document.addEventListener("visibilitychange", () => {
    if (over) return;
    if (document.hidden) {
      follow.hidden();
    } else {
      follow.shown();
      refresh();
    }
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted || over) return;
    follow.wake();
    refresh();
  });
  addEventListener("online", () => {
    if (!over) follow.wake();
    refresh();
  });
  // an answer under way may still come; and a hub on this machine is there all the same
  addEventListener("offline", () => {
    lost(true);
    if (!over) refresh();
  });
  setInterval(() => {
    if (over || performance.now() - heard < SILENCE_MS) return;
    heard = performance.now();
    follow.wake();
    refresh();
  }, 5000);
})();
