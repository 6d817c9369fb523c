// Choosing a source with the mouse presses "show its passages" at once.
for (const select of document.querySelectorAll("[data-passages-of]")) {
  let byKey = false;
  select.addEventListener("pointerdown", () => (byKey = false));
  // Arrow keys change a closed select at every step: whoever chooses by key presses the button when ready.
  select.addEventListener("keydown", () => (byKey = true));
  select.addEventListener("change", () => {
    const look = select.form.elements.namedItem("look");
    if (look && select.value && !byKey) select.form.requestSubmit(look);
  });
}
