// The values of a form as plain data, and back again.

const SKIPPED = ["csrfmiddlewaretoken", "form_key", "_save", "_continue", "_submit", "_addanother"];
const NO_CONTENT = ["fingerprint"]; // goes with the values, but says nothing that somebody typed

function controls(form) {
  return [...form.elements].filter(
    (field) =>
      field.name &&
      !["file", "submit", "button", "password"].includes(field.type) &&
      !SKIPPED.includes(field.name) &&
      !field.name.includes("__prefix__"),
  );
}

export function formValues(form) {
  return Object.fromEntries(controls(form).map((field) => [field.name, value(field)]));
}

function value(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  if (field.tagName === "SELECT")
    return [...field.selectedOptions].map((option) => [option.value, option.text]);
  return field.value.replaceAll("\r\n", "\n");
}

export function differs(before, now) {
  return Object.entries(before).some(
    ([name, old]) => !NO_CONTENT.includes(name) && JSON.stringify(old) !== JSON.stringify(now[name] ?? null),
  );
}

// Put the values back; the fingerprint of the form they come from too, so that a save in between is noticed.
export function bringBack(form, kept) {
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
