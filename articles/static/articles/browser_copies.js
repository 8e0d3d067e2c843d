// Copies of unsaved forms in this browser: one for each open form, by person.

const DAYS = 14;
const ALL = "desk:";

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

// False if this browser cannot keep it.
export function keepCopy(name, entry) {
  try {
    localStorage.setItem(name, JSON.stringify(entry));
    return true;
  } catch {
    return false;
  }
}

export function dropCopy(name) {
  localStorage.removeItem(name);
}

// Forget the forms that were saved, and those that nobody came back for.
export function tidyCopies(savedKeys) {
  const oldest = Date.now() - DAYS * 24 * 3600 * 1000;
  for (const name of names(ALL)) {
    const entry = read(name);
    if (!entry || entry.at < oldest || savedKeys.includes(name.split(":").at(-1))) dropCopy(name);
  }
}

// The copies of forms of that article (null: of new ones), by the key of the form.
export function copiesOf(prefix, article) {
  const copies = new Map();
  for (const name of names(prefix)) {
    const entry = read(name);
    if (entry && (entry.article ?? null) === article) copies.set(name.slice(prefix.length), entry);
  }
  return copies;
}

function names(prefix) {
  return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
}
