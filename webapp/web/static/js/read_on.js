// A scan is read on, some pages with each step, until none is left or the page is closed.
document.querySelector("form[data-goes-on]")?.requestSubmit();
