// Goes on from the page that says nothing to one of no site: what lay ahead of it in the tab is forgotten.
window.name = "";
addEventListener("load", () => setTimeout(() => location.assign("about:blank")));
