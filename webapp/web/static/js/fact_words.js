// Offers the words of the fact that is chosen: those of all facts together are more than anybody reads.
for (const input of document.querySelectorAll("[data-words-of]")) {
  const words = JSON.parse(input.dataset.wordsOf);
  const fact = input.form.elements.namedItem("fact");
  fact?.addEventListener("change", () => {
    const options = (words[fact.value] ?? []).map(([word, label]) => new Option(label, word));
    input.list?.replaceChildren(...options);
  });
}
