// A picture as the editor shows it: the image, and below it the fields of its words.

import * as rows from "./picture_rows.js";

const TEXTS = ["alt", "caption", "credit"];
const LENGTHS = { alt: 300, caption: 300, credit: 200 };
const NEEDED = new Set(["alt", "credit"]);
let count = 0;

export class PictureView {
  constructor(node, editor, getPos, known) {
    this.key = node.attrs.key;
    this.editor = editor;
    this.getPos = getPos;
    this.known = known;
    this.dom = document.createElement("figure");
    this.dom.className = "text-picture";
    this.dom.contentEditable = "false";
    this.image = document.createElement("img");
    this.note = make("div", "text-picture__note");
    this.words = make("div", "text-picture__words");
    this.fields = new Map();
    for (const name of TEXTS) this.addField(name, document.createElement("input"));
    this.addField("licence", this.licenceChoice());
    this.tools = make("div", "text-picture__tools");
    this.tools.append(
      this.tool("↑", known.words.up, () => this.move(-1)),
      this.tool("↓", known.words.down, () => this.move(1)),
      this.tool("×", known.words.out, () => this.takeOut()),
    );
    this.dom.append(this.image, this.note, this.words, this.tools);
    this.refresher = () => this.refresh();
    document.addEventListener("change", this.refresher);
    document.addEventListener("picture:filled", this.refresher);
    this.refresh();
  }

  addField(name, input) {
    const label = make("label", "text-picture__field");
    const title = document.createElement("span");
    title.textContent = this.known.labels[name];
    input.id = `text-picture-${(count += 1)}`;
    label.htmlFor = input.id;
    if (input.tagName === "INPUT") Object.assign(input, { type: "text", maxLength: LENGTHS[name] });
    input.disabled = !this.editor.isEditable;
    input.addEventListener("input", () => {
      rows.set(rows.find(this.key), name, input.value);
      this.mark();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it would send the form
    });
    label.append(title, input);
    this.fields.set(name, input);
    this.words.append(label);
  }

  licenceChoice() {
    const select = document.createElement("select");
    for (const [value, text] of rows.licences()) select.add(new Option(text, value));
    return select;
  }

  tool(sign, label, act) {
    const button = make("button", "text-picture__tool");
    Object.assign(button, { type: "button", textContent: sign, title: label });
    button.setAttribute("aria-label", label);
    button.addEventListener("click", act);
    return button;
  }

  // The words of the row, which a restored draft or another script may have changed
  refresh() {
    const held = rows.values(this.key);
    this.words.hidden = !held;
    this.image.hidden = !held?.media;
    this.note.textContent = held ? "" : this.known.words.loading;
    if (!held) return;
    if (held.media) {
      const address = `${this.known.file.replace("/0/", `/${held.media}/`)}?width=960`;
      if (this.image.getAttribute("src") !== address) this.image.src = address;
    }
    for (const [name, input] of this.fields)
      if (input !== document.activeElement && input.value !== held[name]) input.value = held[name];
    this.mark();
  }

  mark() {
    this.image.alt = this.fields.get("alt").value;
    for (const name of NEEDED) {
      const isMissing = !this.fields.get(name).value.trim();
      this.fields.get(name).classList.toggle("text-picture__missing", isMissing);
    }
  }

  position() {
    const position = this.getPos();
    return typeof position === "number" ? position : null;
  }

  takeOut() {
    const position = this.position();
    if (position === null || !this.editor.isEditable) return;
    // A step of its own, so that undoing it does not undo the insertion too
    const transaction = this.editor.state.tr.delete(position, position + 1).setMeta("closeHistory$", true);
    this.editor.view.dispatch(transaction);
    this.editor.view.focus();
  }

  // Past the block before or behind it
  move(way) {
    const position = this.position();
    if (position === null || !this.editor.isEditable) return;
    const { state } = this.editor;
    const at = state.doc.resolve(position);
    const index = at.index() + way;
    if (index < 0 || index >= at.parent.childCount) return;
    const neighbour = at.parent.child(index).nodeSize;
    const node = state.doc.nodeAt(position);
    const target = way < 0 ? position - neighbour : position + neighbour;
    this.editor.view.dispatch(state.tr.delete(position, position + 1).insert(target, node));
  }

  update(node) {
    return node.type.name === "picture" && node.attrs.key === this.key;
  }

  selectNode() {
    this.dom.classList.add("text-picture--selected");
  }

  deselectNode() {
    this.dom.classList.remove("text-picture--selected");
  }

  stopEvent(event) {
    return this.words.contains(event.target) || this.tools.contains(event.target);
  }

  ignoreMutation() {
    return true;
  }

  destroy() {
    document.removeEventListener("change", this.refresher);
    document.removeEventListener("picture:filled", this.refresher);
  }
}

function make(tag, name) {
  const element = document.createElement(tag);
  element.className = name;
  return element;
}
