// A line in which several records are chosen, with commas between: those that are certain, and the words looked up.
const CERTAIN = /\(P-?\d+\)$|^P-?\d+$/i;

export function partsOf(input) {
  if (!("several" in input.dataset)) return [[], input.value.trim()];
  const before = input.value.split(/[,;]/).map((part) => part.trim());
  const sought = before.pop();
  const chosen = before.filter(Boolean);
  return CERTAIN.test(sought) ? [[...chosen, sought], ""] : [chosen, sought];
}
