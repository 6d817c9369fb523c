// Choosing a source shows its passages at once.
for (const input of document.querySelectorAll("[data-passages-of]")) {
  input.addEventListener("chosen", () => {
    const look = input.form.elements.namedItem("look");
    if (look) input.form.requestSubmit(look);
  });
}
