// Keep the article form's unsaved text on the server and in this browser, by person and open form, so that
// it outlives a closed tab, a lost connection and a save of another article.

import { keepCopy, tidyCopies } from "./browser_copies.js";
import { differs, formValues } from "./form_values.js";
import { holdOpen, offerKept } from "./kept_text.js";
import { serverCopies } from "./server_copies.js";

const PAUSE = 800; // milliseconds after the last key
const STOPPED = 20_000; // milliseconds after which a page that was sent is still there
const holder = document.querySelector("textarea[data-keep]");
const saved = document.querySelector("[data-saved-forms]")?.dataset.savedForms ?? "";

tidyCopies(saved.split(" "));
if (holder) watch(holder.form, JSON.parse(holder.dataset.keep));

function watch(form, known) {
  const words = known.words;
  const state = document.querySelector(".writing-bar__state");
  let isDirty = document.querySelector(".errornote") !== null; // what was sent came back, and is not saved
  let isSending = false;
  let wasKept = isDirty;
  let wasHeldBack = false; // somebody wanted to send it without a connection
  const shown = formValues(form);
  let revision = Date.now(); // rises from one visit of the form to the next
  let timer = 0;
  const notice = document.createElement("div");
  notice.className = "kept-text";
  notice.setAttribute("role", "status");
  form.before(notice);
  const server = serverCopies(known, tell);
  holdOpen(known);
  say(isDirty ? words.unsaved : words.clean);
  notice.setAttribute("aria-busy", "true"); // a screen reader waits until all offers stand there
  offerKept(form, notice, known, { keep, setAside }).finally(() => notice.removeAttribute("aria-busy"));

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  window.django?.jQuery?.(form).on("change", settle); // of the choosers, which tell nobody else
  document.addEventListener("formset:added", changed);
  document.addEventListener("formset:removed", changed);
  form.addEventListener("submit", submitted);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && isDirty && !isSending) keep();
  });
  window.addEventListener("pagehide", () => {
    if (isDirty && !isSending) keep();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty && !isSending) event.preventDefault();
  });

  function changed() {
    isDirty = true;
    say(words.unsaved);
    settle();
  }

  function settle() {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  }

  // What differs from what the form showed; later also what is as it was again.
  function keep() {
    clearTimeout(timer);
    const entry = content();
    isDirty = wasKept || differs(shown, entry.values);
    if (!isDirty) {
      say(words.clean);
      return;
    }
    wasKept = true;
    if (!keepCopy(known.prefix + known.key, entry)) say(words.full);
    server.push(entry);
  }

  // What stands in the form before another text is brought back becomes a copy of its own.
  function setAside() {
    const entry = content();
    if (differs(shown, entry.values)) keepCopy(known.prefix + newKey(), entry);
  }

  function content() {
    revision += 1;
    return {
      at: Date.now(),
      article: known.article,
      revision,
      shown_change: known.shownChange,
      title: form.elements.title?.value ?? "",
      values: formValues(form),
    };
  }

  function tell(outcome, entry) {
    if (outcome === "saved" && !isSending) renew();
    if (outcome === "saved" || entry.revision !== revision) return;
    const language = document.documentElement.lang;
    const time = new Date(entry.at).toLocaleTimeString(language, { timeStyle: "short" });
    wasHeldBack &&= outcome !== "kept";
    if (outcome === "kept") say(words.kept.replace("{time}", time));
    else say(wasHeldBack ? words.wait : words[outcome]);
    state?.classList.toggle("writing-bar__state--alone", outcome !== "kept");
  }

  function say(text) {
    if (state) state.textContent = text;
  }

  function submitted(event) {
    if (event.submitter?.formTarget === "_blank") return; // the preview, where the script of it fails
    if (!navigator.onLine) {
      event.preventDefault();
      wasHeldBack = true;
      say(words.wait);
      keep();
      return;
    }
    if (isSending) {
      event.preventDefault(); // once is enough, and twice would be two articles
      return;
    }
    isSending = true;
    server.stop();
    keepCopy(known.prefix + known.key, content());
    setTimeout(stay, STOPPED);
  }

  // Still here: whoever stopped the page goes on writing.
  function stay() {
    isSending = false;
    server.resume();
  }

  // A form that was saved and came back with the browser's button is another one from now on.
  function renew() {
    known.key = newKey();
    form.elements.form_key.value = known.key;
    keep();
  }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
