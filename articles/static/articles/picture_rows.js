// The rows of the article's form that hold the pictures of the text: file, words and order of each.

const GROUP = "#pictures-group";
const ROW = ".inline-related:not(.empty-form)";
const COPIED = ["media", "caption", "credit", "licence", "alt"];

const group = () => document.querySelector(GROUP);
const adder = () => group()?.querySelector(".add-row a");
// What unsaved rows held that were taken out: undoing brings them back
const takenOut = new Map();

export function canAdd() {
  return Boolean(adder());
}

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(6));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function find(key) {
  const rows = [...(group()?.querySelectorAll(ROW) ?? [])];
  return rows.find((row) => field(row, "key")?.value === key) ?? null;
}

export function field(row, name) {
  return row?.querySelector(`[name$='-${name}']`) ?? null;
}

export function values(key) {
  const row = find(key);
  return row && Object.fromEntries(COPIED.map((name) => [name, field(row, name)?.value ?? ""]));
}

export function licences() {
  const choices = field(group()?.querySelector(".inline-related"), "licence");
  return [...(choices?.options ?? [])].map((option) => [option.value, option.text]);
}

export function set(row, name, value) {
  const input = field(row, name);
  if (!input || input.value === String(value)) return;
  input.value = value;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

export function add(key, given) {
  adder().click();
  const row = [...group().querySelectorAll(ROW)].at(-1);
  set(row, "key", key);
  for (const name of COPIED) set(row, name, given[name] ?? "");
  document.dispatchEvent(new CustomEvent("picture:filled", { detail: key }));
}

// A stored row is marked for deletion, a new one goes
export function takeOut(key) {
  const row = find(key);
  const mark = field(row, "DELETE");
  if (mark) check(mark, true);
  else if (row) {
    takenOut.set(key, values(key));
    row.querySelector(".inline-deletelink")?.click();
  }
}

export function bringBack(key) {
  const mark = field(find(key), "DELETE");
  if (mark) check(mark, false);
  else if (!find(key) && takenOut.has(key) && canAdd()) add(key, takenOut.get(key));
}

// The pictures above the text first, then those in it, in the order in which they stand there
export function order(keys) {
  const rows = [...(group()?.querySelectorAll(ROW) ?? [])];
  const above = rows.filter((row) => !keys.includes(field(row, "key")?.value)).length;
  keys.forEach((key, place) => set(find(key), "position", above + place + 1));
}

function check(mark, checked) {
  if (mark.checked === checked) return;
  mark.checked = checked;
  mark.dispatchEvent(new Event("change", { bubbles: true }));
}
