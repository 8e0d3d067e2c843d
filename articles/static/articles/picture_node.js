// Pictures in the text: each is a figure that names a row of the form, where its words are kept.

import { PictureView } from "./picture_view.js";
import * as rows from "./picture_rows.js";
import { chooseFromLibrary } from "./picture_library.js";
import { isPicture, upload } from "./picture_upload.js";

// The node of the editor; a figure in the HTML is nothing but the place of a picture.
export function pictureNode(kit, known) {
  return kit.Node.create({
    name: "picture",
    group: "block",
    atom: true,
    draggable: true,
    addAttributes() {
      return {
        key: {
          default: null,
          parseHTML: (element) => element.dataset.picture,
          renderHTML: (attributes) => ({ "data-picture": attributes.key }),
        },
      };
    },
    parseHTML: () => [{ tag: "figure[data-picture]" }],
    renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes],
    addNodeView() {
      return ({ node, editor, getPos }) => new PictureView(node, editor, getPos, known);
    },
  });
}

// Everything that brings pictures into the text: the bar above it, dropped and pasted files.
export class PictureInserter {
  constructor(known, note) {
    this.known = known;
    this.note = note;
    this.pending = new Set();
  }

  start(editor, element) {
    this.editor = editor;
    this.placed = keysIn(editor.state.doc);
    editor.on("update", () => this.follow());
    element.before(this.bar());
    element.closest("form").addEventListener("submit", (event) => this.hold(event), { capture: true });
    document.addEventListener("picture:place", (event) => this.place(event.detail));
  }

  bar() {
    const bar = document.createElement("div");
    bar.className = "picture-bar";
    const input = document.createElement("input");
    Object.assign(input, { type: "file", multiple: true, hidden: true, accept: this.known.accept });
    input.addEventListener("change", () => {
      this.take([...input.files]);
      input.value = "";
    });
    const words = this.known.words;
    bar.append(
      button(words.choose, () => input.click()),
      button(words.library, () => chooseFromLibrary(this.known, (item) => this.insertItem(item))),
      input,
    );
    return bar;
  }

  // Files from the clipboard, unless they are a picture of copied text, as Word adds one
  paste(event) {
    const files = pictureFiles(event.clipboardData);
    if (!files.length || event.clipboardData.getData("text/plain").trim()) return false;
    event.preventDefault();
    this.take(files);
    return true;
  }

  drop(view, event) {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return false;
    event.preventDefault();
    this.take(files, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos);
    return true;
  }

  // Each file goes its own way: a refused one is told, and the others stay.
  take(files, position) {
    this.note.textContent = "";
    if (!this.editor.isEditable) return;
    if (!rows.canAdd()) {
      this.note.textContent = this.known.words.forbidden;
      return;
    }
    let place = position;
    for (const file of files) place = this.send(file, place);
  }

  send(file, position) {
    if (!isPicture(file)) {
      this.tell(file, this.known.words.noPicture);
      return position;
    }
    const key = rows.newKey();
    this.pending.add(key);
    const next = this.insert(key, position);
    upload(file, this.known)
      .then((item) => this.fill(key, item))
      .catch((error) => {
        this.remove(key);
        this.tell(file, error.message);
      })
      .finally(() => this.pending.delete(key));
    return next;
  }

  tell(file, message) {
    const line = document.createElement("span");
    line.className = "picture-refused";
    line.textContent = `${file.name}: ${message}`;
    this.note.append(line);
  }

  fill(key, item) {
    rows.add(key, { ...item, media: item.id });
    this.follow();
  }

  insertItem(item) {
    const key = rows.newKey();
    this.insert(key);
    this.fill(key, item);
  }

  // A picture that stands above the text moves into it
  place(row) {
    const key = rows.field(row, "key").value || rows.newKey();
    rows.set(row, "key", key);
    if (!keysIn(this.editor.state.doc).includes(key)) this.insert(key);
  }

  // Behind the block in which the position or the cursor is; returns the position behind the picture
  insert(key, position) {
    const { state } = this.editor;
    const at = state.doc.resolve(position ?? state.selection.to);
    const behind = at.depth ? at.after(1) : at.pos;
    const node = state.schema.nodes.picture.create({ key });
    const transaction = state.tr.insert(behind, node);
    this.editor.view.dispatch(transaction);
    return behind + node.nodeSize;
  }

  remove(key) {
    const { state } = this.editor;
    state.doc.descendants((node, position) => {
      if (node.type.name !== "picture" || node.attrs.key !== key) return;
      const transaction = state.tr.delete(position, position + node.nodeSize);
      this.editor.view.dispatch(transaction.setMeta("addToHistory", false));
    });
  }

  // The rows follow the text: taken out, brought back by undoing, in the order of the text
  follow() {
    const now = keysIn(this.editor.state.doc);
    for (const key of this.placed) if (!now.includes(key)) rows.takeOut(key);
    for (const key of now) if (!this.placed.includes(key)) rows.bringBack(key);
    rows.order(now);
    this.placed = now;
  }

  hold(event) {
    if (!this.pending.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.note.textContent = this.known.words.wait;
  }
}

function keysIn(doc) {
  const keys = [];
  doc.descendants((node) => {
    if (node.type.name === "picture") keys.push(node.attrs.key);
  });
  return keys;
}

function pictureFiles(transfer) {
  return [...(transfer?.files ?? [])].filter(isPicture);
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}
