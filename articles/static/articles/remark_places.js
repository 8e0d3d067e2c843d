"use strict";

// The author's form: a link to ¶3, and an address that ends with #p3, lead to the third paragraph in the
// editor. Paragraphs are counted as on the public page.

const ATTEMPTS = 20;
const PAUSE = 150;

function paragraphs(editor) {
  return [...editor.querySelectorAll("p, li")].filter(
    (element) => element.tagName === "P" || element.firstElementChild?.tagName !== "P",
  );
}

function land(number, attempt = 0) {
  const editor = document.querySelector(".ProseMirror");
  const place = editor && paragraphs(editor)[number - 1];
  if (!place) {
    if (attempt < ATTEMPTS) {
      window.setTimeout(() => land(number, attempt + 1), PAUSE);
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
  const match = /^#p(\d+)$/.exec(hash);
  if (match) {
    land(Number(match[1]));
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a.pilcrow[href^="#p"]');
  if (link) {
    event.preventDefault();
    landAt(link.getAttribute("href"));
  }
});
window.addEventListener("hashchange", () => landAt(window.location.hash));
landAt(window.location.hash);
