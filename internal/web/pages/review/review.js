// Makes the review quicker: the keys printed on the buttons press them. The page
// is complete without it, and a key does nothing that its button would not.
"use strict";

const storageKey = "rapporteur.keys";
const focusKey = "rapporteur.review.focus";
const byKey = (key) => document.querySelector(`[data-act="${CSS.escape(key)}"]`);

// Single keys can be switched off, as they may be in the way of other tools.
let keys = localStorage.getItem(storageKey) !== "off";
if (document.querySelector("[data-act]")) {
  const line = document.createElement("p");
  const button = document.createElement("button");
  line.className = "keys";
  button.type = "button";
  const show = () => {
    button.textContent = keys ? "Single keys: on" : "Single keys: off";
    button.setAttribute("aria-pressed", String(keys));
  };
  button.addEventListener("click", () => {
    keys = !keys;
    localStorage.setItem(storageKey, keys ? "on" : "off");
    show();
  });
  show();
  line.append(button);
  document.getElementById("main").append(line);
}

// Once something was pressed, nothing more is until the next page is there: a key
// that is held down or pressed twice decides once.
let leaving = false;
addEventListener("pageshow", () => { leaving = false; });
addEventListener("submit", (e) => {
  if (leaving) e.preventDefault();
  leaving = true;
});

const typing = (target) => target instanceof Element &&
  target.closest("textarea, select, input:not([type=checkbox]), [contenteditable]") !== null;

let before = ""; // after g, a key leads to another page and is not for this one
addEventListener("keydown", (e) => {
  const led = before === "g";
  before = led ? "" : e.key;
  if (e.key === "Escape" && typing(e.target)) {
    e.target.blur(); // so that the keys work again
    return;
  }
  if (led || !keys || leaving || e.repeat || e.isComposing || e.ctrlKey || e.metaKey || e.altKey || typing(e.target)) return;
  const control = byKey(e.key);
  if (!control) return;
  e.preventDefault();
  control.click();
  if (control instanceof HTMLAnchorElement) leaving = true;
});

// Who works through the buttons finds the one pressed last under their hand again.
addEventListener("click", (e) => {
  const control = e.target instanceof Element ? e.target.closest("[data-act]") : null;
  if (control && control === document.activeElement) sessionStorage.setItem(focusKey, control.dataset.act);
  else if (control) sessionStorage.removeItem(focusKey);
});
const last = sessionStorage.getItem(focusKey);
if (last) {
  sessionStorage.removeItem(focusKey);
  byKey(last)?.focus({ preventScroll: true });
}

// The button of the list says how many it would accept.
for (const button of document.querySelectorAll("[data-count]")) {
  const boxes = [...button.form.querySelectorAll("[name=pick]")];
  const tell = () => {
    button.textContent = button.dataset.count.replace("#", String(boxes.filter((b) => b.checked).length));
  };
  button.form.addEventListener("change", tell);
  addEventListener("pageshow", tell);
  tell();
}
