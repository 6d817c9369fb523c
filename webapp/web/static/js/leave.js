// Leaves at once: signs out, goes back to where this tab came in, and drops what the tab remembers ahead of it.
const LEAVING = "habeas-leaving";
const AT_ONCE = 500; // milliseconds for the server to hear of it; the browser tells it all the same
const TOGETHER = 1500; // milliseconds within which Escape is pressed three times

const { left } = document.documentElement.dataset;
const form = document.querySelector("form[data-leave]");

// A tab keeps its name from page to page; whoever comes in under this one goes on to the empty page.
const goOn = () => window.name === LEAVING && location.replace(left);

const leave = async () => {
  document.documentElement.hidden = true;
  window.name = LEAVING;
  const told = fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, redirect: "manual" });
  await Promise.race([told, new Promise((done) => setTimeout(done, AT_ONCE))]).catch(() => {});
  const [first] = window.navigation?.entries() ?? [];
  if (first && first.index < window.navigation.currentEntry.index) window.navigation.traverseTo(first.key);
  else goOn();
};

if (form) {
  let pressed = [];
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", ({ key, timeStamp }) => {
    pressed = key === "Escape" ? [...pressed, timeStamp].slice(-3) : [];
    if (pressed.length === 3 && timeStamp - pressed[0] < TOGETHER) leave();
  });
}
addEventListener("pageshow", goOn);
