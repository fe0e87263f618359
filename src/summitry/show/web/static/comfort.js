"use strict";
// Comfort only: every page is complete without it.

// A document: the row under the pointer or focus lights up its words, and the words their rows.
const rows = new Map();
for (const card of document.querySelectorAll("[data-row]")) rows.set(card.dataset.row, card);
const pieces = [...document.querySelectorAll("[data-rows]")];

function light(names, on) {
  for (const name of names) rows.get(name)?.classList.toggle("lit", on);
  for (const piece of pieces) {
    if (piece.dataset.rows.split(" ").some((name) => names.includes(name))) piece.classList.toggle("lit", on);
  }
}
function link(element, names) {
  for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
    element.addEventListener(event, () => light(names, on));
  }
}
for (const [name, card] of rows) link(card, [name]);
for (const piece of pieces) link(piece, piece.dataset.rows.split(" "));

// Filters: choosing is asking.
for (const select of document.querySelectorAll(".filters select")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// Review: one key a decision on the item that has the focus, the first one to begin with.
const items = [...document.querySelectorAll("[data-item]")];
let current = 0;
function choose(number) {
  items[current]?.classList.remove("current");
  current = Math.max(0, Math.min(number, items.length - 1));
  items[current]?.classList.add("current");
}
if (items.length) choose(0);
for (const [number, item] of items.entries()) item.addEventListener("focusin", () => choose(number));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "n") {
    choose(current + 1);
    items[current]?.scrollIntoView({ block: "start" });
  } else if (event.key === "u") {
    document.querySelector("[data-undo]")?.click();
  } else if (event.key === "e") {
    const edit = items[current]?.querySelector("[data-edit]");
    if (!edit) return;
    edit.open = true;
    edit.querySelector("input:not([type=hidden])").focus();
    event.preventDefault();
  } else {
    items[current]?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  }
});

// What changed since this browser's last visit to the page.
const visit = document.querySelector("[data-visit]");
if (visit) {
  const name = `visit ${visit.dataset.visit}`;
  const last = localStorage.getItem(name);
  if (last) {
    const address = new URL(location.href);
    address.searchParams.set("since", last);
    address.hash = "changes";
    const anchor = document.createElement("a");
    anchor.href = address.href;
    anchor.textContent = `Since the last visit (${last.slice(0, 16).replace("T", " ")})`;
    visit.append(" · ", anchor);
  }
  addEventListener("pagehide", () => localStorage.setItem(name, new Date().toISOString()));
}
