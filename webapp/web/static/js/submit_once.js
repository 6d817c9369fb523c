// One press, one submission: the buttons rest after the first, and are back when the page is shown again.
const resting = new Set();

for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    // Later, because a button that is disabled now would not send its own name.
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:enabled, [type=submit]:enabled")) {
        button.disabled = true;
        resting.add(button);
      }
    });
  });
}

window.addEventListener("pageshow", () => {
  for (const button of resting) button.disabled = false;
  resting.clear();
});
