// The editor in front of the article's text area. Text from elsewhere goes to the server, which cleans it.

const textarea = document.querySelector("textarea[data-editor]");
if (textarea) start(textarea, JSON.parse(textarea.dataset.editor));

async function start(textarea, known) {
  // Too long to be edited comfortably: the plain text area stays
  if (textarea.value.length > known.limit) return;
  const stock = window.gettext || ((text) => text);
  window.gettext = (text) => known.dialogs[text] ?? stock(text);
  const kit = await import(known.module);
  const element = document.createElement("div");
  element.className = "prose-editor";
  textarea.before(element);
  element.append(textarea);
  const note = document.createElement("p");
  note.className = "editor-note";
  note.setAttribute("role", "status");
  element.before(note);
  const { PictureInserter, pictureNode } = await import(known.pictures.module);
  const pictures = new PictureInserter(known.pictures, note);
  const editor = new kit.Editor({
    element,
    injectCSS: false, // the policy of the site forbids styles in the page
    editable: !textarea.disabled,
    extensions: [...extensions(kit), pictureNode(kit, known.pictures)],
    content: prepared(textarea.value),
    editorProps: {
      attributes: { "aria-label": known.words.text, "aria-multiline": "true", role: "textbox" },
      // Before the editor itself reads the clipboard, whose styles the policy of the site would complain of
      handleDOMEvents: {
        paste: (view, event) => pictures.paste(event) || paste(event, editor, note, known),
        drop: (view, event) => pictures.drop(view, event),
      },
    },
    onUpdate: () => {
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  editor.on("create", () => label(element, known));
  pictures.start(editor, element);
  textarea.addEventListener("restored", () => editor.commands.setContent(prepared(textarea.value)));
}

function extensions(kit) {
  const Table = kit.Table.extend({
    addCommands() {
      const first = { rows: 3, cols: 3, withHeaderRow: true };
      return {
        ...this.parent?.(),
        insertTableWithOptions:
          () =>
          ({ commands }) =>
            commands.insertTable(first),
      };
    },
  });
  const groups = ["headings", "lists", "nodes -headings -lists", "marks", "link", "table", "history"].map(
    (group) => ({ group }),
  );
  return [
    kit.Document,
    kit.Paragraph,
    kit.Text,
    kit.HardBreak,
    kit.Dropcursor,
    kit.Gapcursor,
    kit.History,
    kit.Heading.configure({ levels: [2, 3, 4] }),
    kit.BulletList,
    kit.OrderedList.configure({ enableListAttributes: false }),
    kit.ListItem,
    kit.Blockquote,
    kit.HorizontalRule,
    kit.Bold,
    kit.Italic,
    kit.Underline,
    kit.Strike,
    kit.Subscript,
    kit.Superscript,
    kit.Link.configure({ enableTarget: false, autolink: false, protocols: ["http", "https", "mailto"] }),
    Table,
    kit.TableRow,
    kit.TableHeader,
    kit.TableCell,
    kit.Menu.configure({ groups }),
  ];
}

// The caption of a table has no place in the editor's tables: it becomes a paragraph before it.
function prepared(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const caption of page.querySelectorAll("caption")) {
    const paragraph = page.createElement("p");
    paragraph.append(...caption.childNodes);
    caption.closest("table").before(paragraph);
    caption.remove();
  }
  return page.body.innerHTML;
}

function label(element, known) {
  element.querySelector(".prose-menubar")?.setAttribute("role", "toolbar");
  element.querySelector(".prose-menubar")?.setAttribute("aria-label", known.words.tools);
  for (const button of element.querySelectorAll("button[data-name]")) {
    const name = known.buttons[button.dataset.name];
    if (!name) continue;
    button.title = name;
    button.setAttribute("aria-label", name);
  }
}

function paste(event, editor, note, known) {
  const html = event.clipboardData?.getData("text/html") || "";
  const text = event.clipboardData?.getData("text/plain") || "";
  const long = text.length > known.limit || html.length > known.pasteLimit;
  note.textContent = long ? known.words.long : "";
  if (!long && (!html || html.includes("data-pm-slice"))) return false; // plain text, or from this editor
  event.preventDefault();
  if (!long) insert(html, text, editor, note, known);
  return true;
}

async function insert(html, text, editor, note, known) {
  const form = new FormData();
  form.set("html", html);
  form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  let cleaned = null;
  try {
    const answer = await fetch(known.paste, { method: "POST", body: form, credentials: "same-origin" });
    if (answer.ok) cleaned = await answer.json();
  } catch {
    cleaned = null; // no connection
  }
  if (!cleaned) note.textContent = known.words.failed;
  else if (cleaned.pictures) note.textContent = known.words.pictures;
  editor
    .chain()
    .focus()
    .insertContent(cleaned ? prepared(cleaned.html) : lines(text))
    .run();
}

function lines(text) {
  const paragraph = (line) => ({ type: "paragraph", content: [{ type: "text", text: line }] });
  return text
    .split(/[\r\n]+/)
    .filter((line) => line.trim())
    .map(paragraph);
}
