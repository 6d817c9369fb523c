// Fills form[data-cites] from words selected in the text; the server says what they are and whom they name.
const form = document.querySelector("form[data-cites]");
const text = document.querySelector("[data-select]");

if (form && text) {
  const field = (name) => form.elements.namedItem(name);
  const [chosen, answerLine, save] = ["chosen", "says", "save"].map((name) => form.querySelector(`[data-${name}]`));
  const jump = document.querySelector("[data-jump]");
  // What a person typed stays when other words are selected; what was only filled in does not.
  const typed = new Set();
  if (form.dataset.dirty) for (const [name, value] of new FormData(form)) if (value) typed.add(name);
  for (const name of ["start", "end", "exact", "text_version", "proposed_from"]) typed.delete(name);
  // For whom the page was opened stays, where the selected words name nobody.
  const begun = field("start").value ? "" : field("people").value;
  let [request, pending] = [null, null];

  const count = () => {
    const added = field("new_name").value.split(/[,;]|\s(?:and|und|və|ve|и|та|і)\s/);
    const number = [...field("people").value.split(/[,;]/), ...added].filter((part) => part.trim()).length;
    const { save: nobody, one: person, many: people } = save.dataset;
    save.textContent = number > 1 ? people.replace("%s", number) : number ? person : nobody;
  };
  const put = (values) => {
    for (const [name, value] of Object.entries(values).filter(([name]) => !typed.has(name))) {
      field(name).value = value;
      field(name).dispatchEvent(new Event("filled"));
    }
    count();
  };
  const show = (quote, message = "", wrong = false) => {
    chosen.hidden = !quote;
    chosen.querySelector("mark").textContent = quote;
    answerLine.textContent = message;
    answerLine.classList.toggle("wrong", wrong);
  };
  const ask = async ({ start, end }) => {
    const address = new URL(form.dataset.cites, location);
    for (const [name, place] of Object.entries({ start, end })) address.searchParams.set(name, place);
    const answer = await fetch(address, { signal: request.signal });
    return answer.ok && !answer.redirected ? answer.json() : {};
  };
  const learn = async (passage) => {
    const { problem, exact, start, end, people, ...proposals } = await ask(passage);
    if (problem || exact === undefined) return problem && show("", problem, true);
    put({ start, end, exact, people: people.join(", ") || begun, ...proposals });
    const { named, nobody, new: unknown } = answerLine.dataset;
    const sentence = people.length ? named : proposals.new_name ? unknown : nobody;
    return show(exact, sentence.replace("%s", () => people.join(", ") || proposals.new_name));
  };

  text.addEventListener("passage", ({ detail }) => {
    request?.abort();
    request = new AbortController();
    field("quote").value = "";
    form.querySelector("[data-pasting]").open = false;
    put({ ...detail, text_version: text.dataset.version, people: begun });
    put(Object.fromEntries([...form.querySelectorAll("[data-proposal]")].map((mark) => [mark.dataset.proposal, ""])));
    show(detail.exact);
    [form.closest(".beside").scrollTop, jump.hidden] = [0, false];
    const learning = (pending = learn(detail).catch(() => undefined));
    learning.then(() => pending === learning && (pending = null));
  });
  form.addEventListener("removed", count);
  const touched = ({ target }) => (target.name && typed.add(target.name), count());
  for (const kind of ["input", "change"]) form.addEventListener(kind, touched);
  // Whoever is quicker than the answer sends what it says all the same.
  form.addEventListener("submit", (event) => {
    if (!pending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pending.then(() => form.requestSubmit(event.submitter));
  }, { capture: true });

  // Enter in a field saves, and does not press the button before it, which is of no use here.
  form.querySelector("[data-look]").remove();
  if (!field("quote").value) form.querySelector("[data-pasting]").open = false;
  count();
}
