"use strict";

// The review page: a tap on a paragraph or table puts the form of a remark below it. Without this script,
// the form at the end of the page takes the number of the paragraph or table.

const form = document.getElementById("remark");
const NUMBERED = '.review__body [id^="p"], .review__body table[id], .block[data-anchor]';

// "p3" for the third paragraph, "t1" for the first table
function anchorOf(place) {
  return place.dataset.anchor || place.id;
}

function openBelow(place) {
  const anchor = anchorOf(place);
  form.elements.paragraph.value = anchor.startsWith("p") ? anchor.slice(1) : "";
  form.elements.table.value = anchor.startsWith("t") ? anchor.slice(1) : "";
  document.querySelectorAll(".remarked").forEach((other) => other.classList.remove("remarked"));
  place.classList.add("remarked");
  // A form inside a list item or a cell stays there: it must not stand between two items
  if (place.matches("li, td *")) {
    place.append(form);
  } else {
    place.after(form);
  }
  form.classList.add("remark--here");
  form.elements.text.focus({ preventScroll: true });
  form.scrollIntoView({ block: "nearest" });
}

function selectsText() {
  const selection = window.getSelection();
  return selection !== null && !selection.isCollapsed;
}

function openFolded(hash) {
  const target = /^#[pt]\d+$/.test(hash) && document.querySelector(`.review__body ${hash}`);
  if (target) {
    target.closest("details").open = true;
    target.scrollIntoView({ block: "center" });
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#p"], a[href^="#t"]');
  if (link && !link.closest(".review__body, .block")) {
    openFolded(link.getAttribute("href"));
    return;
  }
  const place = event.target.closest(NUMBERED);
  const isOtherControl = event.target.closest("form, button, summary, a:not(.pilcrow)");
  if (!form || !place || isOtherControl || selectsText()) {
    return;
  }
  event.preventDefault();
  openBelow(place);
});

openFolded(window.location.hash);
