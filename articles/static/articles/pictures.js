// Buttons that move a picture before or behind its neighbour; the positions follow.

const { up, down, place } = document.currentScript.dataset;

document.addEventListener("DOMContentLoaded", () => {
  const group = document.getElementById("pictures-group");
  if (!group || !group.querySelector("[name$='-position']")) return;
  for (const picture of group.querySelectorAll(".inline-related:not(.empty-form)")) addButtons(picture);
  document.addEventListener("formset:added", (event) => {
    if (event.detail?.formsetName === "pictures") {
      addButtons(event.target);
      number(event.target.parentElement);
    }
  });
});

function addButtons(picture) {
  const head = picture.querySelector("h3");
  if (!head) return;
  head.append(
    button("↑", up, () => move(picture, -1)),
    button("↓", down, () => move(picture, 1)),
    button("¶", place, () => document.dispatchEvent(new CustomEvent("picture:place", { detail: picture }))),
  );
}

function button(sign, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "mover";
  made.textContent = sign;
  made.title = label;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function move(picture, way) {
  const all = pictures(picture.parentElement);
  const other = all[all.indexOf(picture) + way];
  if (!other) return;
  if (way < 0) other.before(picture);
  else other.after(picture);
  number(picture.parentElement);
}

function pictures(box) {
  return [...box.querySelectorAll(".inline-related:not(.empty-form)")];
}

function number(box) {
  pictures(box).forEach((picture, place) => {
    const field = picture.querySelector("[name$='-position']");
    if (!field || field.value === String(place + 1)) return;
    field.value = place + 1;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
