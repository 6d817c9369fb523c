// Tells where words selected in [data-select] stand in its text, in code points, by an event "passage" on it.
const PAUSE = 250; // milliseconds for which a selection has stood still
const DOUBLE = 400; // milliseconds in which a second click makes the two select a word

const text = document.querySelector("[data-select]");
// Of a long text the page shows a part.
const first = Number(text?.dataset.first);

// A JavaScript string counts UTF-16 units, of which 🚲 has two.
function codePoints(string) {
  let number = 0;
  for (const _ of string) number += 1;
  return number;
}

function codePointsBefore(node, offset) {
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(node, offset);
  return first + codePoints(before.toString());
}

function selectedInText() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(text)) return null;
  const whole = document.createRange();
  whole.selectNodeContents(text);
  if (range.compareBoundaryPoints(Range.START_TO_START, whole) < 0) range.setStart(text, 0);
  if (range.compareBoundaryPoints(Range.END_TO_END, whole) > 0) range.setEnd(text, text.childNodes.length);
  return range.toString() ? range : null;
}

if (text) {
  let timer;
  let last = "";
  let pressed = false;
  let follow;

  const tell = () => {
    clearTimeout(timer);
    const range = pressed ? null : selectedInText();
    if (!range) return;
    const start = codePointsBefore(range.startContainer, range.startOffset);
    const end = codePointsBefore(range.endContainer, range.endOffset);
    if (last === `${start}-${end}`) return;
    last = `${start}-${end}`;
    // The words stay lit while the cursor is in the form, and the text is not touched.
    CSS.highlights?.set("chosen", new Highlight(range));
    for (const mark of text.querySelectorAll("mark.now")) mark.classList.remove("now");
    text.dispatchEvent(new CustomEvent("passage", { detail: { start, end, exact: range.toString() } }));
  };
  const release = () => {
    pressed = false;
    tell();
  };

  document.addEventListener("selectionchange", () => {
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  });
  text.addEventListener("pointerdown", (event) => (pressed = event.pointerType === "mouse"));
  document.addEventListener("pointerup", release);
  document.addEventListener("pointercancel", release);
  // A browser drags a link and does not select in it: here a link follows a click that is no part of selecting.
  for (const link of text.querySelectorAll("a[href]")) {
    const { href } = link;
    link.removeAttribute("href");
    link.addEventListener("click", (event) => {
      clearTimeout(follow);
      const go = () => getSelection().isCollapsed && location.assign(href);
      if (event.detail < 2) follow = setTimeout(go, DOUBLE);
    });
  }
}
