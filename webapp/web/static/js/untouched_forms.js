// A form that comes back refused, and holds just what it held when it was opened, is not taken for typed in. What
// it held is remembered by a number alone, until the tab is closed.
const REPLACED = new Set(["csrf_token", "before", "version"]);

function numberOf(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !REPLACED.has(name));
  let number = 0;
  for (const letter of JSON.stringify(fields.sort())) number = (Math.imul(number, 31) + letter.codePointAt(0)) | 0;
  return String(number);
}

for (const form of document.querySelectorAll("form[data-dirty]")) {
  const opened = form.elements.opened?.value;
  if (!opened) continue;
  try {
    if (form.dataset.dirty !== "typed") sessionStorage.setItem(opened, numberOf(form));
    else if (sessionStorage.getItem(opened) === numberOf(form)) form.dataset.dirty = "";
  } catch {
    // A browser that remembers nothing takes every form that comes back for typed in.
  }
}
