"use strict";
/* What a reader chose to read by is kept in the browser alone and applied before the page is drawn. */
(() => {
  const root = document.documentElement;
  const AIDS = ["size", "theme"];
  const kept = {
    get(name) {
      try {
        return localStorage.getItem(`aid-${name}`) || "";
      } catch {
        return "";
      }
    },
    set(name, value) {
      try {
        value ? localStorage.setItem(`aid-${name}`, value) : localStorage.removeItem(`aid-${name}`);
      } catch {
        /* nothing is kept in a private window */
      }
    },
  };
  const apply = (name, value) =>
    value ? root.setAttribute(`data-${name}`, value) : root.removeAttribute(`data-${name}`);
  AIDS.forEach((name) => apply(name, kept.get(name)));

  const offerAids = () =>
    document.querySelectorAll("[data-aid]").forEach((set) => {
      const name = set.dataset.aid;
      const buttons = [...set.querySelectorAll("button")];
      const mark = () =>
        buttons.forEach((button) =>
          button.setAttribute("aria-pressed", String(button.value === kept.get(name))),
        );
      buttons.forEach((button) =>
        button.addEventListener("click", () => {
          kept.set(name, button.value);
          apply(name, button.value);
          mark();
        }),
      );
      mark();
      set.hidden = false;
    });

  const closeAids = () => {
    const panel = document.querySelector(".aids");
    if (!panel) return;
    document.addEventListener("click", (event) => {
      if (!panel.contains(event.target)) panel.open = false;
    });
    panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !panel.open) return;
      panel.open = false;
      panel.querySelector("summary").focus();
    });
  };

  const offerCopy = () =>
    document.querySelectorAll("[data-copy]").forEach((button) => {
      const field = document.getElementById(button.dataset.copy);
      const words = button.textContent;
      button.setAttribute("aria-live", "polite");
      button.hidden = false;
      button.addEventListener("click", async () => {
        field.select();
        try {
          await navigator.clipboard.writeText(field.value);
        } catch {
          document.execCommand("copy");
        }
        button.textContent = button.dataset.done;
        setTimeout(() => {
          button.textContent = words;
        }, 2000);
      });
    });

  // A text counts as read when it was in view for some seconds; the server counts each reader once a day.
  const SECONDS = 8;
  const noteView = () => {
    const text = document.querySelector("[data-view]");
    if (!text) return;
    let seen = 0;
    const clock = setInterval(() => {
      if (document.visibilityState === "visible") seen += 1;
      if (seen < SECONDS) return;
      clearInterval(clock);
      fetch(text.dataset.view, { method: "POST", credentials: "omit", keepalive: true }).catch(() => {});
    }, 1000);
  };

  document.addEventListener("DOMContentLoaded", () => {
    offerAids();
    closeAids();
    offerCopy();
    noteView();
  });
})();
