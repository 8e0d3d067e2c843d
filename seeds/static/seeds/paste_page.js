// Put the formatted part of what is pasted into the field, so that headings and tables of a page survive.

const field = document.querySelector(".page-import textarea[name=text]");
const notice = document.querySelector(".page-import__format");
const MARKUP = /^\s*</;

if (field && notice) {
  const words = notice.querySelector("span");
  let plain = "";
  let formatted = "";

  field.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html") ?? "";
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // The source of a page, copied from an editor: its colours are not the page's
    if (!html.trim() || MARKUP.test(text)) return;
    // A few words are put among what stands there; a page takes an empty field
    if (field.value.trim()) return;
    event.preventDefault();
    plain = text;
    formatted = html;
    field.value = html;
    words.textContent = notice.dataset.words;
    notice.hidden = false;
  });

  notice.querySelector("button").addEventListener("click", () => {
    if (field.value === formatted) field.value = plain;
    notice.hidden = true;
    field.focus();
  });

  field.addEventListener("input", () => {
    if (!field.value) notice.hidden = true;
  });
}
