"use strict";

// The author's form: a link to ¶3, and an address that ends with #p3, lead to the third paragraph in the
// editor, #t1 to the first table. Both are counted as on the public page.

const ATTEMPTS = 20;
const PAUSE = 150;

function paragraphs(editor) {
  return [...editor.querySelectorAll("p, li")].filter(
    (element) => element.tagName === "P" || element.firstElementChild?.tagName !== "P",
  );
}

function places(editor, kind) {
  return kind === "t" ? [...editor.querySelectorAll("table")] : paragraphs(editor);
}

function land(kind, number, attempt = 0) {
  const editor = document.querySelector(".ProseMirror");
  const place = editor && places(editor, kind)[number - 1];
  if (!place) {
    if (attempt < ATTEMPTS) {
      window.setTimeout(() => land(kind, number, attempt + 1), PAUSE);
    }
    return;
  }
  place.scrollIntoView({ block: "center" });
  editor.focus({ preventScroll: true });
  window.getSelection().collapse(place, 0);
  // An animation leaves the markup alone, which the editor keeps under its own control
  place.animate([{ outline: "3px solid #b26a00" }, { outline: "3px solid transparent" }], 4000);
}

function landAt(hash) {
  const match = /^#([pt])(\d+)$/.exec(hash);
  if (match) {
    land(match[1], Number(match[2]));
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a.pilcrow[href^="#p"], a.pilcrow[href^="#t"]');
  if (link) {
    event.preventDefault();
    landAt(link.getAttribute("href"));
  }
});
window.addEventListener("hashchange", () => landAt(window.location.hash));
landAt(window.location.hash);
