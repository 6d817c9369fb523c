// Tells whoever types when the session ends, some minutes before: data-ends and data-idle are seconds from now.
const NEAR = 10 * 60000; // milliseconds before the end
const PAUSE = 15000; // milliseconds between two looks at the clock

const main = document.querySelector("[data-ends]");
const forms = main ? [...document.querySelectorAll("form[data-dirty]")] : [];
const opened = Date.now();

for (const form of forms) {
  let typed = form.dataset.dirty === "typed";
  // When the server last heard of this page; a browser left alone is signed out sooner.
  let heard = opened;
  let note;

  const look = () => {
    const end = Math.min(opened + main.dataset.ends * 1000, heard + main.dataset.idle * 1000);
    if (!typed || Date.now() < end - NEAR) {
      note?.remove();
      note = undefined;
      return;
    }
    if (!note) {
      note = document.createElement("p");
      note.className = "flash note";
      note.setAttribute("role", "alert");
      (form.querySelector(".actions") ?? form.lastElementChild).before(note);
    }
    const time = new Date(end).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    const message = Date.now() < end ? main.dataset.ending.replace("%s", () => time) : main.dataset.over;
    if (note.textContent !== message) note.textContent = message;
  };
  form.addEventListener("input", () => {
    typed = true;
    look();
  });
  form.addEventListener("kept", () => {
    heard = Date.now();
    look();
  });
  setInterval(look, PAUSE);
}
