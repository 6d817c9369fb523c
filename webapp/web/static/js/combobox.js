// Turns a field for a record into a combobox; without this script the field is looked up when it is sent.
import { listUnder } from "./combobox_list.js";
import { partsOf } from "./line_of_several.js";
import { lookUp } from "./lookup.js";

const PAUSE = 200; // milliseconds without a key

for (const input of document.querySelectorAll("input[data-choices]")) {
  const note = document.createElement("p");
  note.className = "hint";
  note.setAttribute("role", "status");
  let [timer, request, added] = [null, null, null];

  // What was chosen for other words counts no longer.
  const forget = () => {
    for (const old of [input.closest(".field")?.querySelector("[data-question]"), added]) old?.remove();
    added = null;
  };
  const take = ({ text, choice, note: sentence = "" }) => {
    forget();
    list.close();
    if (choice) {
      added = Object.assign(document.createElement("input"), { type: "hidden", name: input.name, value: choice });
      input.after(added);
    } else {
      input.value = [...partsOf(input)[0], text].join(", ");
    }
    note.textContent = sentence;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.dispatchEvent(new Event("chosen"));
  };
  const list = listUnder(input, take);
  input.nextElementSibling.append(note);

  const ask = async (typed) => {
    request?.abort();
    request = new AbortController();
    const address = new URL(input.dataset.choices, location);
    address.searchParams.set("q", typed);
    try {
      const answer = await lookUp(address, { signal: request.signal });
      if (!answer.ok || answer.redirected) throw new Error("no answer");
      const { groups, new: kinds, status } = await answer.json();
      if (document.activeElement !== input) return;
      list.show(kinds.length ? [...groups, { label: "", options: kinds }] : groups);
      note.textContent = status;
    } catch (error) {
      if (error.name === "AbortError") return;
      list.close();
      note.textContent = input.dataset.unanswered;
    }
  };

  input.addEventListener("input", () => {
    forget();
    clearTimeout(timer);
    timer = setTimeout(() => ask(partsOf(input)[1]), PAUSE);
  });
  // Words that nobody has touched since the page came ask for nothing of the sort, but for what is likely.
  const open = () => ask(input.value === input.defaultValue ? "" : partsOf(input)[1]);
  input.addEventListener("click", () => list.open || open());
  input.addEventListener("blur", () => {
    clearTimeout(timer);
    request?.abort();
    list.close();
    if (!added) note.textContent = "";
  });
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      if (list.open) list.move(steps[event.key]);
      else open();
    } else if (["Enter", "Escape"].includes(event.key) && list.open) {
      event.preventDefault();
      if (event.key === "Enter" && list.active) take(list.active);
      else list.close();
    }
  });
}
