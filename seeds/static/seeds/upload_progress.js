// Go on with an upload by itself while its page is open: what the button does, without a new page each time.

const PROGRESS = "#upload-progress";
const ATTEMPTS = 3;

goOn(0);

async function goOn(failures) {
  const form = document.querySelector("form[data-continue]");
  if (!form) return;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      credentials: "same-origin",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [before, after] = [document, page].map((shown) => shown.querySelector(PROGRESS));
    if (!after) return location.assign(answer.url); // signed out meanwhile
    before.replaceWith(document.adoptNode(after));
    if (after.dataset.done !== before.dataset.done) goOn(0);
  } catch {
    // The button stays for the person
    if (failures + 1 < ATTEMPTS) setTimeout(goOn, 3000, failures + 1);
  }
}
