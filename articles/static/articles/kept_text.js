// The offer to bring back text that was not saved: each form that was left open, from server or browser.

import { copiesOf, dropCopy } from "./browser_copies.js";
import { bringBack, differs, formValues } from "./form_values.js";
import { dropServerCopy, readServerCopy } from "./server_copies.js";

const MOST = 5; // offered at once

export async function offerKept(form, notice, known, page) {
  const open = await openElsewhere(known);
  const found = [...merged(known)].filter(([key]) => key !== known.key && !open.has(key));
  found.sort(([, one], [, other]) => other.at - one.at);
  for (const [key, copy] of found.slice(0, MOST)) {
    const values = copy.values ?? (await readServerCopy(known, key));
    if (values && !differs(values, formValues(form))) forget(known, key);
    else notice.append(offer(form, known, key, { ...copy, values }, page));
  }
}

// Of each form the newer of its two copies.
function merged(known) {
  const copies = copiesOf(known.prefix, known.article);
  for (const kept of known.kept) {
    const local = copies.get(kept.key);
    if (!local || (local.revision ?? 0) < kept.revision) copies.set(kept.key, kept);
  }
  return copies;
}

// The keys of the forms that are open in other tabs, which need no offer.
async function openElsewhere(known) {
  if (!navigator.locks) return new Set();
  const { held } = await navigator.locks.query();
  const keys = held.filter((lock) => lock.name.startsWith(known.prefix));
  return new Set(keys.map((lock) => lock.name.slice(known.prefix.length)));
}

export function holdOpen(known) {
  navigator.locks?.request(known.prefix + known.key, () => new Promise(() => {}));
}

function forget(known, key) {
  dropCopy(known.prefix + key);
  dropServerCopy(known, key);
}

function offer(form, known, key, copy, page) {
  const words = known.words;
  const when = new Date(copy.at).toLocaleString(document.documentElement.lang);
  const isOlder = (copy.shown_change ?? "") !== known.shownChange;
  const title = copy.title ? `“${copy.title}” ` : "";
  const text = document.createElement("p");
  text.textContent = [title + words.found.replace("{time}", when), isOlder ? words.older : "", words.files]
    .filter(Boolean)
    .join(" ");
  const row = document.createElement("div");
  row.className = "kept-text__copy";
  row.append(text, button(words.restore, restore), button(words.discard, discard));
  return row;

  async function restore() {
    copy.values ??= await readServerCopy(known, key);
    if (!copy.values) {
      text.textContent = words.gone;
      return;
    }
    page.setAside();
    bringBack(form, copy.values);
    page.keep(); // as that of this form, before the other is forgotten
    discard();
  }

  function discard() {
    forget(known, key);
    row.remove();
  }
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}
