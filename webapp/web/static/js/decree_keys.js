// The keyboard of form[data-decree]: up and down from name to name, 1 to 9 whom it means, P what is proposed.
const form = document.querySelector("form[data-decree]");
const TYPED_IN = "input:not([type=checkbox]):not([type=radio]), textarea";

function first(row) {
  return row.querySelector("input[type=checkbox], input[type=radio], select");
}

function unfold(inside) {
  const fold = inside.closest("details");
  if (fold) fold.open = true;
}

function move(step) {
  const rows = [...form.querySelectorAll("[data-row]")].filter(first);
  const here = rows.indexOf(document.activeElement.closest("[data-row]"));
  const next = rows[here < 0 ? 0 : Math.min(Math.max(here + step, 0), rows.length - 1)];
  if (!next) return;
  unfold(next);
  first(next).focus();
}

function choose(row, number) {
  const answers = row.querySelectorAll("input[type=radio]");
  const answer = answers[number - 1];
  if (!answer) return;
  unfold(answer);
  answer.checked = true;
  answer.focus();
}

form?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.querySelector("[data-save]:enabled")?.click();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches(TYPED_IN)) return;
  const row = event.target.closest("[data-row]");
  if (!row) return;
  if (event.target.matches("select")) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
  else if (/^[1-9]$/.test(event.key)) choose(row, Number(event.key));
  else if (event.key.toLowerCase() === "p") row.querySelector("[data-says]")?.focus();
  else return;
  event.preventDefault();
});
