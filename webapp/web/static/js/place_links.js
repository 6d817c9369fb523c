// Selects in [data-select] the words whose place a link tells: data-place="120-155", in code points.
const reader = document.querySelector("[data-select]");

function rangeOf(start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(reader, NodeFilter.SHOW_TEXT);
  let place = Number(reader.dataset.first);
  // Of a long text the page shows a part: the link itself leads to the one that holds the place.
  if (start < place || end > place + Array.from(reader.textContent).length) return null;
  for (let node = walker.nextNode(); node && place < end; node = walker.nextNode()) {
    const letters = Array.from(node.data);
    const offsetOf = (point) => letters.slice(0, point - place).join("").length;
    if (place <= start && start < place + letters.length) range.setStart(node, offsetOf(start));
    if (place < end && end <= place + letters.length) range.setEnd(node, offsetOf(end));
    place += letters.length;
  }
  return range;
}

for (const link of reader ? document.querySelectorAll("a[data-place]") : []) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const range = rangeOf(...link.dataset.place.split("-").map(Number));
    if (!range) return;
    event.preventDefault();
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  });
}
