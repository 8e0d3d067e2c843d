// The panels beside the text follow it as it is typed; their own buttons leave the page as it is.

import { token } from "./server_copies.js";

const PAUSE = 1200; // milliseconds after the last key

export function typedForm(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  data.set("csrfmiddlewaretoken", token());
  return data;
}

export function followText(form, panels) {
  let timer = 0;
  let latest = 0;
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  if (form.elements.body?.value) refresh();
  panels.closest("aside").addEventListener("submit", (event) => sendPanel(event, refresh));

  async function refresh() {
    latest += 1;
    const number = latest;
    const html = await ask(panels.dataset.address, typedForm(form));
    if (html !== null && number === latest) show(panels, html);
  }
}

async function ask(address, body) {
  try {
    const options = { method: "POST", body, credentials: "same-origin", redirect: "error" };
    const answer = await fetch(address, options);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null; // no connection: the panels stay as they are
  }
}

// What was unfolded stays so, and what had the focus keeps it.
function show(panels, html) {
  const open = [...panels.querySelectorAll("details[open]")].map((panel) => panel.id);
  const focused = panels.contains(document.activeElement) && document.activeElement.closest("details")?.id;
  const made = new DOMParser().parseFromString(html, "text/html");
  for (const id of open) made.getElementById(id)?.setAttribute("open", "");
  panels.replaceChildren(...made.body.childNodes);
  if (focused) document.getElementById(focused)?.querySelector("summary")?.focus();
}

// A button of a panel is sent behind the page, whose text may not be saved yet; what comes of it is shown.
async function sendPanel(event, refresh) {
  const sent = event.target;
  event.preventDefault();
  const body = new FormData(sent, event.submitter);
  body.set("csrfmiddlewaretoken", token());
  if (event.submitter) event.submitter.disabled = true;
  try {
    const answer = await fetch(sent.action, { method: "POST", body, credentials: "same-origin" });
    showOutcome(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    if (event.submitter) event.submitter.disabled = false; // no connection: to be pressed again
    return;
  }
  refresh();
}

function showOutcome(page) {
  const messages = page.querySelector(".messagelist");
  const remarks = page.getElementById("panel-remarks");
  document.querySelector(".messagelist")?.remove();
  if (messages) document.querySelector(".writing-page").before(messages);
  if (remarks) document.getElementById("panel-remarks")?.replaceWith(remarks);
  else document.getElementById("panel-remarks")?.remove();
}
