// The preview beside the text, as wide as a phone or a desktop, which follows what is typed.

import { typedForm } from "./live_panels.js";

const PAUSE = 700; // milliseconds after the last key

export function previewBeside(form, button, pane) {
  const frame = pane.querySelector("iframe");
  const box = frame.parentElement;
  const page = pane.closest(".writing-page");
  let timer = 0;
  let width = 390;

  button.addEventListener("click", (event) => {
    event.preventDefault();
    toggle(pane.hidden);
  });
  button.setAttribute("aria-expanded", "false");
  pane.querySelector("[data-close]").addEventListener("click", () => toggle(false));
  for (const choice of pane.querySelectorAll("[data-width]"))
    choice.addEventListener("click", () => setWidth(Number(choice.dataset.width)));
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  new ResizeObserver(fit).observe(box);

  function toggle(open) {
    pane.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    setWidth(width);
    if (open) {
      refresh();
      pane.scrollIntoView({ block: "nearest" });
    } else button.focus();
  }

  function setWidth(chosen) {
    width = chosen;
    page.classList.toggle("writing-page--phone", !pane.hidden && width < 1000);
    page.classList.toggle("writing-page--desktop", !pane.hidden && width >= 1000);
    for (const choice of pane.querySelectorAll("[data-width]"))
      choice.setAttribute("aria-pressed", String(Number(choice.dataset.width) === width));
    fit();
  }

  // A page of that width, made smaller where there is less room.
  function fit() {
    const scale = Math.min(1, box.clientWidth / width);
    frame.style.width = `${width}px`;
    frame.style.height = `${box.clientHeight / scale}px`;
    frame.style.transform = `scale(${scale})`;
  }

  function changed() {
    if (pane.hidden) return;
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  }

  async function refresh() {
    try {
      const answer = await fetch(pane.dataset.address, {
        method: "POST",
        body: typedForm(form),
        credentials: "same-origin",
        redirect: "error",
      });
      if (answer.ok) show(await answer.text());
    } catch {
      // no connection: the last preview stays
    }
  }

  // The first time as a whole page, later its body alone, so that it stays where it was scrolled to.
  function show(html) {
    const main = frame.contentDocument?.querySelector("main");
    if (!main) {
      frame.srcdoc = html;
      return;
    }
    main.replaceWith(new DOMParser().parseFromString(html, "text/html").querySelector("main"));
  }
}
