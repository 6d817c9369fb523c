// Keeps a[data-many], which leads from a text to recording many people, at the words that are selected in it.
const link = document.querySelector("a[data-many]");

document.querySelector("[data-select]")?.addEventListener("passage", ({ detail }) => {
  const address = new URL(link.href);
  for (const name of ["start", "end"]) address.searchParams.set(name, detail[name]);
  link.href = address.href;
});
