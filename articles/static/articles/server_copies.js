// The copy of an unsaved form on the server. What it cannot take now is sent again, until it answers.

const RETRY = 15_000; // milliseconds
const BEACON = 60_000; // bytes that a browser still sends while it closes a page

export function serverCopies(known, tell) {
  let waiting = null;
  let isSending = false;
  let isStopped = false;
  let timer = 0;

  async function send() {
    if (isSending || isStopped || !waiting) return;
    clearTimeout(timer);
    const entry = waiting;
    waiting = null;
    isSending = true;
    const answer = await post(entry);
    isSending = false;
    const isAnswered = answer === "kept" || answer === "saved";
    if (!isAnswered) {
      waiting ??= entry;
      timer = setTimeout(send, RETRY);
    }
    tell(answer, entry);
    if (isAnswered && waiting) send();
  }

  async function post(entry) {
    const body = JSON.stringify({ key: known.key, article: known.article, ...entry });
    try {
      const answer = await fetch(known.autosave, {
        method: "POST",
        headers: { "X-CSRFToken": token(), "Content-Type": "application/json" },
        body,
        credentials: "same-origin",
        redirect: "manual", // to the login
        keepalive: document.visibilityState === "hidden" && body.length < BEACON,
      });
      if (answer.status === 409) return "saved";
      return answer.ok ? "kept" : refusal(answer);
    } catch {
      return "offline";
    }
  }

  window.addEventListener("online", send);
  return {
    push(entry) {
      waiting = entry;
      send();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
    resume() {
      isStopped = false;
      send();
    },
  };
}

// A login page instead of an answer, or a form whose token is out of date: the person is signed out.
function refusal(answer) {
  return answer.type === "opaqueredirect" || answer.status === 403 ? "refused" : "offline";
}

// The token of the cookie is that of the last login, also of one in another tab.
export function token() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? cookie.split("=")[1] : document.querySelector("[name=csrfmiddlewaretoken]").value;
}

export async function readServerCopy(known, key) {
  try {
    const answer = await fetch(`${known.autosave}${key}/`, { credentials: "same-origin" });
    return (await answer.json()).values;
  } catch {
    return null;
  }
}

export function dropServerCopy(known, key) {
  return fetch(`${known.autosave}${key}/discard/`, {
    method: "POST",
    headers: { "X-CSRFToken": token() },
    credentials: "same-origin",
  }).catch(() => null);
}
