// The dialog in which a picture of the media library is chosen.

const DELAY = 250; // milliseconds after the last key

export function chooseFromLibrary(known, take) {
  const dialog = document.createElement("dialog");
  dialog.className = "media-dialog";
  const search = document.createElement("input");
  Object.assign(search, { type: "search", placeholder: known.words.search });
  search.setAttribute("aria-label", known.words.search);
  const list = document.createElement("div");
  list.className = "media-dialog__list";
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  const close = document.createElement("button");
  Object.assign(close, { type: "button", className: "button", textContent: known.words.cancel });
  close.addEventListener("click", () => dialog.close());
  dialog.append(search, note, list, close);
  dialog.setAttribute("aria-label", known.words.library);
  dialog.addEventListener("close", () => dialog.remove());
  let timer = 0;
  const ask = () => show(known, search.value, list, note, (item) => {
    dialog.close();
    take(item);
  });
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, DELAY);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  document.body.append(dialog);
  dialog.showModal();
  ask();
}

async function show(known, words, list, note, take) {
  let items = null;
  try {
    const address = `${known.choices}?q=${encodeURIComponent(words)}`;
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.ok) items = (await answer.json()).items;
  } catch {
    items = null;
  }
  note.textContent = items === null ? known.words.failed : items.length ? "" : known.words.none;
  list.replaceChildren(...(items ?? []).map((item) => choice(known, item, take)));
}

function choice(known, item, take) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "media-dialog__item";
  const image = document.createElement("img");
  image.src = `${known.file.replace("/0/", `/${item.id}/`)}?width=480`;
  image.alt = "";
  image.loading = "lazy";
  const title = document.createElement("span");
  title.textContent = item.title;
  const facts = document.createElement("small");
  facts.textContent = item.hidden || item.credit;
  button.append(image, title, facts);
  button.disabled = Boolean(item.hidden);
  button.addEventListener("click", () => take(item));
  return button;
}
