// Asks before a page is left with typing that is neither saved nor kept as a draft; data-dirty="typed" says that
// some is there already.
const unsaved = new Set(document.querySelectorAll('form[data-dirty="typed"]'));

for (const form of document.querySelectorAll("form[data-dirty]")) {
  form.addEventListener("input", () => unsaved.add(form));
  form.addEventListener("kept", () => unsaved.delete(form));
  form.addEventListener("reset", () => unsaved.delete(form));
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) unsaved.clear();
  });
}

window.addEventListener("beforeunload", (event) => {
  if (unsaved.size > 0) event.preventDefault();
});
