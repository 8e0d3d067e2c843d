// The page on which an article is written: its bar, the panels and the preview beside the text.

import { followText } from "./live_panels.js";
import { previewBeside } from "./live_preview.js";

const HAN = /\p{Script=Han}/gu;
const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;
const PLACE = "desk-place"; // where the page was when Ctrl+S was pressed
const page = document.querySelector(".writing-page");
const body = document.querySelector("textarea[data-keep]");
if (page && body) start(page, body.form, body);

function start(page, form, body) {
  const save = page.querySelector(".writing-bar [name=_continue]");
  const panels = page.querySelector(".live-panels");
  const pane = page.querySelector(".live-preview");
  followText(form, panels);
  previewBeside(form, page.querySelector(".writing-bar__preview"), pane);
  countWords(page.querySelector(".writing-bar__words"), body);
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
    event.preventDefault();
    save.click();
  });
  form.elements.title?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault();
  });
  keepPlace(form);
  window.django?.jQuery?.(() => nameChoosers(form)); // after the stock scripts have made them
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#p']");
    if (link && goToParagraph(link.hash)) event.preventDefault();
  });
  if (location.hash) whenEdited(() => goToParagraph(location.hash));
}

// Chinese characters, and words of other scripts, as word processors count them.
function countWords(shown, body) {
  const count = () => {
    const text = new DOMParser().parseFromString(body.value, "text/html");
    const words = text.body.textContent;
    const signs = words.match(HAN)?.length ?? 0;
    const others = words.replace(HAN, " ").match(WORD)?.length ?? 0;
    const number = (signs + others).toLocaleString(document.documentElement.lang);
    shown.textContent = shown.dataset.words.replace("{number}", number);
  };
  body.addEventListener("input", count);
  body.addEventListener("restored", () => setTimeout(count));
  count();
}

// The stock choosers have no name of their own for those who do not see them.
function nameChoosers(form) {
  for (const select of form.querySelectorAll("select.select2-hidden-accessible")) {
    const shown = select.nextElementSibling?.querySelector("[role=textbox]");
    if (shown && select.labels.length) shown.setAttribute("aria-label", select.labels[0].textContent);
  }
}

// After a save the page stands where it stood.
function keepPlace(form) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "_continue") sessionStorage.setItem(PLACE, String(window.scrollY));
  });
  const place = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (place && !document.querySelector(".errornote")) whenEdited(() => window.scrollTo(0, Number(place)));
}

// The editor loads after the page.
function whenEdited(act, times = 40) {
  if (document.querySelector(".ProseMirror[contenteditable]") || times === 0) act();
  else setTimeout(whenEdited, 50, act, times - 1);
}

// The numbered paragraphs, as the server counts them: those of cells are none, those of lists are.
function numbered(root) {
  const all = root.querySelectorAll("p:not(td > p, th > p)");
  return [...all].filter((paragraph) => paragraph.textContent.trim());
}

function goToParagraph(hash) {
  const root = document.querySelector(".ProseMirror");
  const block = root && numbered(root)[Number(hash.slice(2)) - 1];
  if (!block) return false;
  block.scrollIntoView({ block: "center" });
  const selection = getSelection();
  selection.selectAllChildren(block);
  selection.collapseToEnd();
  root.focus({ preventScroll: true });
  return true;
}
