// Follows the preview for all open pages of a browser at once: it allows a site only a handful of
// connections, and one for each page would soon leave none to load a page with.
"use strict";

const pages = new BroadcastChannel("pmgen preview");
let last = null;

function tell(state) {
  last = state;
  pages.postMessage(state);
}

function follow() {
  const source = new EventSource("/.pmgen/events");
  source.onmessage = (event) => tell(JSON.parse(event.data));
  source.onerror = () => {
    tell({ lost: true });
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(follow, 1000);
    }
  };
}

self.onconnect = (event) => {
  if (last) {
    event.ports[0].postMessage(last);
  }
};

follow();
