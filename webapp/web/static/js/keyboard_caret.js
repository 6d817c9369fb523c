// Gives [data-select] a caret while a keyboard has its focus, so that words are selected without a mouse.
// Nothing can be written: editing is on for the caret alone, and whatever would change the text is cancelled.
const text = document.querySelector("[data-select]");
const form = document.querySelector("form[data-cites]");
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
  return text.contains(range.commonAncestorContainer) ? range.cloneRange() : null;
}

if (text && form) {
  const whole = text.cloneNode(true);
  const cited = [...text.querySelectorAll("mark.now")].pop();
  let caret = null;

  const edit = (on) => {
    for (const [name, value] of Object.entries(TEXTBOX)) {
      if (on) text.setAttribute(name, value);
      else text.removeAttribute(name);
    }
  };
  const begin = () => {
    const range = document.createRange();
    range.selectNodeContents(cited ?? text.querySelector("p") ?? text);
    range.collapse(!cited);
    return range;
  };
  const restore = () => {
    if (text.textContent !== whole.textContent) text.replaceChildren(...whole.cloneNode(true).childNodes);
  };

  document.addEventListener("selectionchange", () => (caret = placeOf(getSelection()) ?? caret));
  text.addEventListener("pointerdown", () => edit(false));
  text.addEventListener("blur", () => edit(false));
  const take = () => {
    edit(true);
    if (!caret || !text.contains(caret.commonAncestorContainer)) caret = begin();
    getSelection().removeAllRanges();
    getSelection().addRange(caret);
  };
  // A pointer focuses too: then links in the text stay links, and no keyboard slides up on a phone.
  text.addEventListener("focus", () => text.matches(":focus-visible") && take());
  for (const name of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
    text.addEventListener(name, (event) => event.preventDefault());
  }
  // What an input method writes cannot be cancelled: it loses the field, and what it wrote is taken back.
  text.addEventListener("compositionstart", () => edit(false));
  text.addEventListener("input", restore);
  text.addEventListener("compositionend", () => {
    restore();
    take();
  });

  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!getSelection().isCollapsed) form.elements.namedItem("people").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    text.focus();
    take();
  });
}
