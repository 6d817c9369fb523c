// The desk beside a text ends where the window does: the way to save is in sight before the page is scrolled too.
const panel = document.querySelector("form[data-cites]")?.closest(".beside");

if (panel) {
  const fit = () => {
    const room = innerHeight - Math.max(panel.getBoundingClientRect().top, 16) - 16;
    panel.style.setProperty("--room", `${Math.max(room, 320)}px`);
  };
  for (const kind of ["scroll", "resize"]) addEventListener(kind, fit, { passive: true });
  fit();
}
