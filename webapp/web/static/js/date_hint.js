// Says under a date field how what is being typed is understood.
const PAUSE = 250; // milliseconds without a key

function hintOf(input) {
  const ids = (input.getAttribute("aria-describedby") ?? "").split(/\s+/);
  return ids.map((id) => document.getElementById(id)).find((element) => element?.matches("[data-hint], .hint"));
}

async function ask(input, signal) {
  const address = input.dataset.understood || "/dates/understood";
  const answer = await fetch(`${address}?text=${encodeURIComponent(input.value)}`, { signal });
  if (!answer.ok) return {};
  return answer.json();
}

for (const input of document.querySelectorAll("[data-understood]")) {
  const hint = hintOf(input);
  if (!hint) continue;
  const help = hint.textContent;
  let timer;
  let request;

  const say = ({ understood, problem }) => {
    const sentence = input.dataset.words ?? "%s";
    hint.textContent = problem ?? (understood ? sentence.replace("%s", () => understood) : help);
    hint.classList.toggle("wrong", Boolean(problem));
  };
  const understand = async () => {
    request?.abort();
    request = new AbortController();
    try {
      say(input.value.trim() ? await ask(input, request.signal) : {});
    } catch (error) {
      if (error.name !== "AbortError") say({});
    }
  };

  hint.setAttribute("aria-live", "polite");
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(understand, PAUSE);
  });
  if (input.value.trim() && input.getAttribute("aria-invalid") !== "true") understand();
}
