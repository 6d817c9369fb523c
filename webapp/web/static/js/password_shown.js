// Lets whoever types a password see it: the button shows or hides it, and it is hidden again before it is sent.
for (const input of document.querySelectorAll("input[type=password][data-show]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "link";
  button.textContent = input.dataset.show;
  button.setAttribute("aria-controls", input.id);
  const shown = (yes) => {
    input.type = yes ? "text" : "password";
    button.setAttribute("aria-pressed", String(yes));
  };
  shown(false);
  button.addEventListener("click", () => shown(input.type === "password"));
  input.form.addEventListener("submit", () => shown(false));
  input.after(button);
}
