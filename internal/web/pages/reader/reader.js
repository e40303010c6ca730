// Makes the reader quicker to use; the page is complete without it.
// Words and claims light up together, and j and k go from claim to claim.
"use strict";

const storageKey = "rapporteur.keys";
const notes = [...document.querySelectorAll(".note")];
const of = (claim) => document.querySelectorAll(`[data-claim="${CSS.escape(claim)}"]`);
const claimAt = (target) => target instanceof Element ? target.closest("[data-claim]")?.dataset.claim : undefined;

let lit = [];
function light(claim) {
  for (const e of lit) e.classList.remove("on");
  lit = claim ? [...of(claim)] : [];
  for (const e of lit) e.classList.add("on");
}

const text = document.getElementById("text");
const fromAddress = () => decodeURIComponent(location.hash.slice(1)).replace(/^n-/, "");
text.addEventListener("mouseover", (e) => light(claimAt(e.target) ?? fromAddress()));
text.addEventListener("mouseleave", () => light(fromAddress()));
text.addEventListener("focusin", (e) => light(claimAt(e.target) ?? fromAddress()));
addEventListener("hashchange", () => light(fromAddress()));
light(fromAddress());

// Single keys can be switched off, as they may be in the way of other tools.
let keys = localStorage.getItem(storageKey) !== "off";
if (notes.length > 0) {
  const line = document.createElement("p");
  const button = document.createElement("button");
  line.className = "keys";
  button.type = "button";
  const show = () => {
    button.textContent = keys ? "Keys j and k go from claim to claim: on" : "Keys j and k: off";
    button.setAttribute("aria-pressed", String(keys));
  };
  button.addEventListener("click", () => {
    keys = !keys;
    localStorage.setItem(storageKey, keys ? "on" : "off");
    show();
  });
  show();
  line.append(button);
  text.append(line);
}

addEventListener("keydown", (e) => {
  if (!keys || e.ctrlKey || e.metaKey || e.altKey || (e.key !== "j" && e.key !== "k")) return;
  if (e.target instanceof Element && e.target.closest("input, select, textarea")) return;
  const here = notes.findIndex((n) => n.dataset.claim === fromAddress());
  const next = here < 0 ? (e.key === "j" ? 0 : notes.length - 1) : here + (e.key === "j" ? 1 : -1);
  if (next < 0 || next >= notes.length) return;
  location.hash = notes[next].dataset.claim;
  notes[next].querySelector(".num").focus({ preventScroll: true });
});
