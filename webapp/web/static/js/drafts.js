// Keeps what is typed into a form as a draft on the server, until the form is sent.
const PAUSE = 2000; // milliseconds without typing
const LATER = 15000; // milliseconds until the next try where one failed
const FAREWELL = 60000; // bytes that a browser still sends for a page that is being closed

const main = document.querySelector("[data-drafts]");
const forms = main ? [...document.querySelectorAll("form[data-dirty]")] : [];

function fieldsOf(form) {
  const fields = new FormData(form);
  for (const [name, value] of [...fields]) if (typeof value !== "string") fields.delete(name);
  fields.append("page_title", form.dataset.title ?? main.dataset.title);
  return fields;
}

function sizeOf(fields) {
  return [...fields].reduce((sum, [name, value]) => sum + 200 + 3 * (name.length + value.length), 0);
}

function lineIn(form) {
  const line = document.createElement("p");
  line.className = "kept soft small";
  line.setAttribute("role", "status");
  (form.querySelector(".actions") ?? form).append(line);
  return (message) => {
    if (line.textContent !== message) line.textContent = message;
  };
}

async function send(fields, closing) {
  const keepalive = closing && sizeOf(fields) < FAREWELL;
  const answer = await fetch(main.dataset.drafts, { method: "POST", body: fields, keepalive });
  // Where the session has ended, what was typed is kept all the same, and the answer leads to signing in.
  if (answer.redirected) return main.dataset.ended;
  const { kept } = await answer.json();
  if (!kept) throw new Error("this is not kept");
  const time = new Date(kept).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return main.dataset.kept.replace("%s", () => time);
}

for (const form of forms.filter((form) => form.elements.opened && !form.querySelector("[type=password]"))) {
  const say = lineIn(form);
  let typed = form.dataset.dirty === "typed";
  let [busy, submitted] = [false, false];
  let timer;

  const keep = async (closing = false) => {
    clearTimeout(timer);
    if (!typed || submitted || (busy && !closing)) return;
    let wait = PAUSE;
    [typed, busy] = [false, true];
    try {
      say(await send(fieldsOf(form), closing));
      if (!typed) form.dispatchEvent(new Event("kept"));
    } catch {
      say(main.dataset.unkept);
      [typed, wait] = [true, LATER];
    }
    busy = false;
    if (typed) timer = setTimeout(keep, wait);
  };
  const soon = () => {
    typed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };

  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => (submitted = !event.defaultPrevented));
  window.addEventListener("pageshow", () => (submitted = false));
  window.addEventListener("pagehide", () => keep(true));
  document.addEventListener("visibilitychange", () => document.hidden && keep(true));
  if (typed) soon();
}
