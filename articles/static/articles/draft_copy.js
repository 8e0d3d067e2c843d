// Keep a copy of the article form's unsaved text in this browser, by person and article, so that it outlives
// a closed tab.

const HOLDER = "textarea[data-keep]";
const DAYS = 14;
const holder = document.querySelector(HOLDER);
const refused = document.querySelector(".errornote") !== null;
const stored = document.querySelector(".messagelist .success, .messagelist .warning") !== null;

tidyUp();
if (holder) watch(holder.form, JSON.parse(holder.dataset.keep));

// What was sent and stored is forgotten, and what nobody came back for.
function tidyUp() {
  const oldest = Date.now() - DAYS * 24 * 3600 * 1000;
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith("desk:"))) {
    const entry = read(key);
    if (!entry || entry.at < oldest || (entry.sent && stored && !refused)) localStorage.removeItem(key);
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function watch(form, known) {
  let dirty = refused;
  let sending = false;
  let timer = 0;
  const notice = document.createElement("div");
  notice.className = "kept-text";
  notice.setAttribute("role", "status");
  form.before(notice);
  const keep = (sent) => {
    clearTimeout(timer);
    try {
      localStorage.setItem(
        known.key,
        JSON.stringify({ at: Date.now(), stored: known.stored, sent, values: values(form) }),
      );
    } catch {
      notice.textContent = known.words.full;
    }
  };
  const changed = () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 800, false);
  };
  const entry = read(known.key);
  if (entry && !refused && differs(entry.values, values(form))) offer(form, notice, known, entry, changed);
  else if (entry && !refused) localStorage.removeItem(known.key);
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    sending = true;
    keep(true);
  });
  window.addEventListener("pagehide", () => {
    if (dirty && !sending) keep(false);
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !sending) event.preventDefault();
  });
}

function controls(form) {
  const skipped = ["csrfmiddlewaretoken", "_save", "_continue", "_addanother"];
  return [...form.elements].filter(
    (field) =>
      field.name &&
      !["file", "submit", "button", "password"].includes(field.type) &&
      !skipped.includes(field.name) &&
      !field.name.includes("__prefix__"),
  );
}

function values(form) {
  return Object.fromEntries(controls(form).map((field) => [field.name, value(field)]));
}

function value(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field.tagName === "SELECT")
    return [...field.selectedOptions].map((option) => [option.value, option.text]);
  return field.value.replaceAll("\r\n", "\n");
}

function differs(before, now) {
  return Object.entries(before).some(
    ([name, old]) => JSON.stringify(old) !== JSON.stringify(now[name] ?? null),
  );
}

function offer(form, notice, known, entry, changed) {
  const words = known.words;
  const when = new Date(entry.at).toLocaleString(document.documentElement.lang);
  const said = [`${words.found} ${when}.`, entry.stored === known.stored ? "" : words.older, words.files];
  const text = document.createElement("p");
  text.textContent = said.filter(Boolean).join(" ");
  const restore = button(words.restore, () => {
    bringBack(form, entry.values);
    changed();
  });
  const discard = button(words.discard, () => localStorage.removeItem(known.key));
  notice.append(text, restore, discard);

  function button(label, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = label;
    made.addEventListener("click", () => {
      act();
      notice.replaceChildren();
    });
    return made;
  }
}

function bringBack(form, kept) {
  for (const [name, total] of Object.entries(kept))
    if (name.endsWith("-TOTAL_FORMS")) addRows(form, name, Number(total));
  for (const field of controls(form)) {
    if (!(field.name in kept) || field.name.endsWith("_FORMS")) continue;
    put(field, kept[field.name]);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.dispatchEvent(new Event("restored"));
  }
}

function addRows(form, name, total) {
  const count = form.elements[name];
  const add = document.querySelector(
    `#${CSS.escape(name.slice(0, -"-TOTAL_FORMS".length))}-group .add-row a`,
  );
  for (let missing = total - Number(count?.value ?? total); add && missing > 0; missing -= 1) add.click();
}

function put(field, kept) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = kept;
  else if (field.tagName === "SELECT") choose(field, kept);
  else field.value = kept;
}

function choose(field, kept) {
  for (const option of field.options) option.selected = false;
  for (const [value, text] of kept) {
    const known = [...field.options].find((option) => option.value === value);
    if (known) known.selected = true;
    else field.add(new Option(text, value, true, true));
  }
}
