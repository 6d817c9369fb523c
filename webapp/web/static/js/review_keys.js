// The keyboard of [data-review]: J and K from claim to claim, A accepts, R opens the note, C the context.
const cards = [...document.querySelectorAll("[data-review] [data-reviewed]")];

function here() {
  return document.activeElement.closest("[data-reviewed]");
}

function move(step) {
  const at = cards.indexOf(here());
  const next = cards[at < 0 ? 0 : Math.min(Math.max(at + step, 0), cards.length - 1)];
  next?.querySelector("[tabindex]").focus();
}

function press(selector) {
  here()?.querySelector(selector)?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (key === "a") press("[data-accept]");
  else if (key === "r") {
    press("[data-return]");
    here()?.querySelector("details[open] textarea")?.focus();
  } else if (key === "c") press(".passage footer a:last-child");
  else return;
  event.preventDefault();
});
