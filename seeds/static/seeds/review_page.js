// Keys for deciding: each presses what stands on the page anyway. Everything works without them.

const FIELDS = "input[type=text], select, textarea";
const STORED = "deciding:keys-off";
const form = document.getElementById("deciding");
const toggle = document.getElementById("keys");

toggle.checked = localStorage.getItem(STORED) === null;
toggle.addEventListener("change", () => {
  if (toggle.checked) localStorage.removeItem(STORED);
  else localStorage.setItem(STORED, "1");
});

const said = document.querySelector(".deciding__text .said");
if (said && !location.hash.startsWith("#p")) said.parentElement.parentElement.scrollTop = said.offsetTop - 60;
document.querySelector(".errornote")?.focus();

let sent = false;
document.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.activeElement.blur();
  if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing)
    return;
  if (event.target.matches(`${FIELDS}, summary`)) return;
  const done =
    event.key === "e" || (event.key === "Enter" && !event.target.matches("a, button"))
      ? edit()
      : /^[1-9]$/.test(event.key)
        ? choose(Number(event.key))
        : press(event.key);
  if (done) event.preventDefault();
});

function edit() {
  const field = form?.querySelector(".choice.open input[type=text], input[type=text]");
  field?.focus();
  field?.select();
  return field;
}

function choose(number) {
  const open =
    form &&
    [...form.querySelectorAll(".choice")].find((each) => !each.querySelector("input[type=radio]:checked"));
  const option = (open ?? form?.querySelector(".choice"))?.querySelectorAll("input[type=radio]")[number - 1];
  if (option) option.checked = true;
  return option;
}

function press(key) {
  const target = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target?.matches("input")) target.focus();
  else target?.click();
  return target;
}
