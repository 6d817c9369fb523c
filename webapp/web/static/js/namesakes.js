// Shows under a new name, while it is typed, who may be meant by it.
import { lookUp } from "./lookup.js";

const PAUSE = 300; // milliseconds without a key

for (const place of document.querySelectorAll("[data-namesakes]")) {
  const input = document.getElementById(place.dataset.of);
  if (!input) continue;
  let timer;
  let request;

  const ask = async () => {
    request?.abort();
    request = new AbortController();
    const checked = place.querySelector("input")?.checked ? "y" : "";
    const query = new URLSearchParams({ name: input.value, checked });
    try {
      const answer = await lookUp(`${place.dataset.namesakes}?${query}`, { signal: request.signal });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...page.body.childNodes);
    } catch (error) {
      if (error.name !== "AbortError") place.replaceChildren();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}
