// The list under a combobox: options in groups, one of them active, as the ARIA Authoring Practices have it.
let lists = 0;

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function listUnder(input, take) {
  const id = `choices-${(lists += 1)}`;
  const label = document.querySelector(`label[for="${input.id}"]`)?.textContent ?? "";
  const box = element("div", { class: "listbox", role: "listbox", id, "aria-label": label, hidden: "" });
  let active = -1;
  input.after(element("div", { class: "combobox" }, box));
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id,
  })) input.setAttribute(name, value);

  const options = () => [...box.querySelectorAll("[role=option]")];
  const mark = (place) => {
    active = place;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    const chosen = options()[place];
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  };
  const option = (values, number) => {
    const words = [element("bdi", {}, values.text), element("small", {}, values.detail)];
    const row = element("div", { role: "option", id: `${id}-${number}`, "aria-selected": "false" }, ...words);
    // Else the field would lose the focus before the click arrives.
    row.addEventListener("pointerdown", (event) => event.preventDefault());
    row.addEventListener("click", () => take(values));
    row.values = values;
    return row;
  };

  return {
    get open() {
      return !box.hidden;
    },
    get active() {
      return options()[active]?.values;
    },
    close() {
      box.hidden = true;
      input.setAttribute("aria-expanded", "false");
      mark(-1);
    },
    move(step) {
      const number = options().length;
      if (number) mark((active + step + (active < 0 && step < 0 ? 1 : 0) + number) % number);
    },
    show(groups) {
      let number = 0;
      const shown = groups.map(({ label: heading, options: members }, place) => {
        const caption = element("span", { class: "caption", id: `${id}-group-${place}` }, heading);
        const group = element("div", { role: "group", "aria-labelledby": caption.id }, caption);
        for (const values of members) group.append(option(values, (number += 1)));
        return group;
      });
      box.replaceChildren(...shown);
      box.hidden = !number;
      input.setAttribute("aria-expanded", String(Boolean(number)));
      mark(-1);
    },
  };
}
