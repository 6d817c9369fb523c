// Shows beside each field that was filled in from selected words that it was, with a way to take that out again.
const form = document.querySelector("form[data-cites]");

for (const mark of form?.querySelectorAll("[data-proposal]") ?? []) {
  const input = form.elements.namedItem(mark.dataset.proposal);
  let last = input.value;

  const look = () => {
    mark.hidden = !input.value;
    const fold = input.closest("details");
    if (fold && input.value) fold.open = true;
    // What hangs on the field itself looks at it anew; to the form nothing was typed.
    if (input.value !== last) input.dispatchEvent(new Event("input"));
    last = input.value;
  };
  input.addEventListener("filled", look);
  form.addEventListener("input", (event) => {
    if (event.target === input) mark.hidden = true;
  });
  mark.querySelector("[data-remove]").addEventListener("click", (event) => {
    event.preventDefault();
    input.value = "";
    look();
    form.dispatchEvent(new Event("removed"));
    input.focus();
  });
}
