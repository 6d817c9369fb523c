// Gives [data-select] a caret while a keyboard has its focus, so that words are selected without a mouse.
// Nothing can be written: editing is on for the caret alone, and whatever would change the text is cancelled.
const page = document.querySelector("[data-select]");
const desk = document.querySelector("form[data-cites]");
const TEXTBOX = {
  contenteditable: "true",
  role: "textbox",
  "aria-multiline": "true",
  "aria-readonly": "true",
  inputmode: "none",
  spellcheck: "false",
};

function placeOf(selection) {
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  return page.contains(range.commonAncestorContainer) ? range.cloneRange() : null;
}

if (page && desk) {
  const whole = page.cloneNode(true);
  const cited = [...page.querySelectorAll("mark.now")].pop();
  let caret = null;

  const edit = (on) => {
    for (const [name, value] of Object.entries(TEXTBOX)) {
      if (on) page.setAttribute(name, value);
      else page.removeAttribute(name);
    }
  };
  const begin = () => {
    const range = document.createRange();
    range.selectNodeContents(cited ?? page.querySelector("p") ?? page);
    range.collapse(!cited);
    return range;
  };
  const restore = () => {
    if (page.textContent !== whole.textContent) page.replaceChildren(...whole.cloneNode(true).childNodes);
  };

  document.addEventListener("selectionchange", () => (caret = placeOf(getSelection()) ?? caret));
  page.addEventListener("pointerdown", () => edit(false));
  page.addEventListener("blur", () => edit(false));
  const take = () => {
    edit(true);
    if (!caret || !page.contains(caret.commonAncestorContainer)) caret = begin();
    getSelection().removeAllRanges();
    getSelection().addRange(caret);
  };
  // A pointer focuses too: then links in the text stay links, and no keyboard slides up on a phone.
  page.addEventListener("focus", () => page.matches(":focus-visible") && take());
  for (const name of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    page.addEventListener(name, (event) => event.preventDefault());
  }
  // What an input method writes cannot be cancelled: it loses the field, and what it wrote is taken back.
  page.addEventListener("compositionstart", () => edit(false));
  page.addEventListener("input", restore);
  page.addEventListener("compositionend", () => {
    restore();
    take();
  });

  page.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!getSelection().isCollapsed) desk.elements.namedItem("people").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    page.focus();
    take();
  });
}
