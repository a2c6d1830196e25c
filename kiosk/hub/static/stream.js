// The hub's events, over one connection that is watched: silence is no sign of life.
//
// As a shared worker it serves all tabs of a browser, since a browser opens six
// connections to a host and no more: six open queues would leave none for a button.
// Where there are no shared workers, each page loads this file and has its own stream.
"use strict";

(() => {
  const QUIET_TOO_LONG_MS = 40000;  // the hub beats every 15 s
  const LOOK_EVERY_MS = 5000;
  const FIRST_PAUSE_MS = 2000;
  const LONGEST_PAUSE_MS = 30000;

  class HubStream {
    // `tell` hears {kind: "open" | "alive" | "changed" | "lost" | "over"}.
    constructor(address, seen, tell) {
      this.address = address;
      this.seen = seen;
      this.tell = tell;
      this.pause = FIRST_PAUSE_MS;
      this.watch = setInterval(() => this.look(), LOOK_EVERY_MS);
      this.open();
    }

    open() {
      this.leave();
      const source = new EventSource(`${this.address}?since=${this.seen}`);
      this.source = source;
      this.heard = performance.now();
      source.onopen = () => this.alive("open");
      source.addEventListener("beat", () => this.alive("alive"));
      source.addEventListener("queue", (event) => {
        this.seen = Number(event.lastEventId) || this.seen;
        this.alive("changed");
      });
      source.addEventListener("over", () => {
        this.close();
        this.tell({ kind: "over" });
      });
      source.onerror = () => {
        this.tell({ kind: "lost" });
        // a browser comes back by itself after a cut, but not after a refusal
        if (source.readyState === EventSource.CLOSED) this.again();
      };
    }

    alive(kind) {
      this.heard = performance.now();
      this.pause = FIRST_PAUSE_MS;
      this.tell({ kind });
    }

    look() {
      if (this.source && performance.now() - this.heard > QUIET_TOO_LONG_MS) {
        this.tell({ kind: "lost" });
        this.open();
      }
    }

    again() {
      this.leave();
      this.later = setTimeout(() => this.open(), this.pause);
      this.pause = Math.min(LONGEST_PAUSE_MS, this.pause * 2);
    }

    leave() {
      clearTimeout(this.later);
      if (this.source) this.source.close();
      this.source = null;
    }

    close() {
      clearInterval(this.watch);
      this.leave();
    }
  }

  if (!("SharedWorkerGlobalScope" in self)) {
    self.HubStream = HubStream;
    return;
  }
  const tabs = new Set();
  let stream = null;
  function tellAll(word) {
    for (const tab of tabs) tab.postMessage(word);
  }
  self.onconnect = (event) => {
    const tab = event.ports[0];
    tab.onmessage = ({ data }) => {
      if (data.kind === "bye") {
        tabs.delete(tab);
        if (!tabs.size && stream) {
          stream.close();
          stream = null;
        }
        return;
      }
      tabs.add(tab);
      if (!stream) stream = new HubStream(data.address, data.seen, tellAll);
      else if (data.kind === "wake") stream.open();
      else tab.postMessage({ kind: stream.seen > data.seen ? "changed" : "alive" });
    };
  };
})();
