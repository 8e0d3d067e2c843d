// Suggestions under the search box: a combobox with a list. Without this file the box is a plain form.
"use strict";

(() => {
  const form = document.querySelector("form[data-suggestions]");
  if (!form) return;
  const input = form.querySelector("input[name=q]");
  const status = form.querySelector("[role=status]");
  const list = document.createElement("ul");
  let waiting = 0;
  let asked = "";
  let active = -1;

  list.id = "searchbox-list";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.getAttribute("aria-label"));
  input.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (place) => {
    const options = [...list.children];
    active = place < -1 ? options.length - 1 : place >= options.length ? -1 : place;
    options.forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
    if (active < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[active].id);
      options[active].scrollIntoView({ block: "nearest" });
    }
  };

  const option = (found, number) => {
    const item = document.createElement("li");
    item.id = `searchbox-option-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.address = found.address;
    const title = document.createElement("span");
    title.lang = found.language;
    found.title.forEach(([text, isMarked]) => {
      const piece = document.createElement(isMarked ? "mark" : "span");
      piece.textContent = text;
      title.append(piece);
    });
    const kind = document.createElement("span");
    kind.className = "suggestions__kind";
    kind.textContent = found.kind;
    item.append(title, kind);
    return item;
  };

  const show = (found) => {
    list.replaceChildren(...found.map(option));
    status.textContent = found.length ? status.dataset.some : status.dataset.none;
    if (!found.length) return close();
    active = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  };

  const ask = async () => {
    const text = input.value.trim();
    asked = text;
    if (!text) return close();
    try {
      const answer = await fetch(`${form.dataset.suggestions}?q=${encodeURIComponent(text)}`, {
        credentials: "omit",
      });
      const { suggestions } = await answer.json();
      if (asked === text && document.activeElement === input) show(suggestions);
    } catch {
      close();
    }
  };

  input.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!event.isComposing) waiting = setTimeout(ask, 150);
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0)
      window.location.assign(list.children[active].dataset.address);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => {
    clearTimeout(waiting);
    asked = "";
    close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) window.location.assign(item.dataset.address);
  });
})();
