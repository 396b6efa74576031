// Server-sent events. The stream rests while the tab is hidden: browsers allow six connections to one server,
// and a seventh open tab would otherwise hang. Whoever listens catches up on every (re)connection.

const RETRY_MS = 1000;

export function follow({ onevent, onopen, onlost }) {
  let source = null;
  let retry = 0;

  function open() {
    close();
    source = new EventSource("/sandbox/events");
    source.onopen = onopen;
    source.onmessage = ({ data }) => onevent(JSON.parse(data));
    source.onerror = () => {
      onlost();
      close();
      retry = setTimeout(open, RETRY_MS);
    };
  }

  function close() {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  if (!document.hidden) open();
}
