// While a new record is typed: the records that it may be, beside its name, each with the reason.

const script = document.currentScript;
const wanted = script.dataset.fields.split(" ");
const fields = wanted.map((name) => document.getElementById(`id_${name}`)).filter(Boolean);
const form = fields[0]?.form;
const PAUSE = 400;

if (form && /\/add\/$/.test(location.pathname)) watch();

function watch() {
  const box = document.createElement("div");
  box.className = "twins-box";
  box.setAttribute("role", "status");
  fields[0].closest(".form-row").append(box);
  let timer = 0;
  let asked = 0;
  const ask = async () => {
    const number = ++asked;
    const query = new URLSearchParams(fields.map((field) => [field.name, field.value]));
    const answer = await fetch(`${script.dataset.address}?${query}`, {
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (number === asked && answer?.ok) show(box, await answer.json());
  };
  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  form.addEventListener("input", (event) => fields.includes(event.target) && changed());
  form.addEventListener("change", (event) => fields.includes(event.target) && changed());
  window.django?.jQuery?.(form).on("change", "select", changed);
  if (fields.some((field) => field.value)) ask();
}

function show(box, { title, twins }) {
  box.replaceChildren();
  if (!twins.length) return;
  const heading = document.createElement("strong");
  heading.textContent = title;
  const list = document.createElement("ul");
  for (const twin of twins) {
    const row = document.createElement("li");
    const link = document.createElement("a");
    link.href = twin.address;
    link.target = "_blank";
    link.textContent = twin.name;
    const reason = document.createElement("span");
    reason.className = "help";
    reason.textContent = twin.reason;
    row.append(link, " ", reason);
    list.append(row);
  }
  box.append(heading, list);
}
