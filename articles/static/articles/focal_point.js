// The focal point of a picture: a click into it fills the two numbers, and a mark shows where they lie.

const box = document.querySelector(".focal-point");
const inputs = ["x", "y"].map((axis) => document.getElementById(`id_focus_${axis}`));
if (box && inputs.every(Boolean)) start();

function start() {
  const mark = document.createElement("span");
  mark.className = "focal-point__mark";
  box.append(mark);
  // The policy of the site forbids styles in attributes, not those that a script sets
  const show = () => {
    mark.style.left = `${inputs[0].value}%`;
    mark.style.top = `${inputs[1].value}%`;
  };
  box.addEventListener("click", (event) => {
    const frame = box.querySelector("img").getBoundingClientRect();
    const shares = [(event.clientX - frame.left) / frame.width, (event.clientY - frame.top) / frame.height];
    shares.forEach((share, axis) => {
      inputs[axis].value = Math.round(100 * Math.min(1, Math.max(0, share)));
      inputs[axis].dispatchEvent(new Event("input", { bubbles: true }));
    });
    show();
  });
  for (const input of inputs) input.addEventListener("input", show);
  show();
}
