// A slider in place of typing the last day: while it is moved, what is first
// reported later fades; when it is let go, the page is asked for anew. Without
// this script the form does the same.
(() => {
  "use strict";
  const form = document.querySelector(".stretch");
  const from = new Date(form?.dataset.first ?? ""), day = 86400000;
  const on = document.getElementById("on");
  const shown = new Date(on?.value ?? "");
  const last = new Date(Math.max(Date.now(), shown || 0)); // forward is open from every day
  if (!form || isNaN(from) || isNaN(last) || last - from < 2 * day) return;

  const days = Math.round((last - from) / day);
  const at = (n) => new Date(from.getTime() + n * day).toISOString().slice(0, 10);
  const words = (iso) => new Date(iso).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const field = document.createElement("p");
  field.className = "field";
  const label = document.createElement("label");
  label.htmlFor = "slide";
  label.textContent = "or slide to";
  const slide = document.createElement("input");
  Object.assign(slide, { type: "range", id: "slide", min: 0, max: days, step: 1, value: isNaN(shown) ? days : Math.round((shown - from) / day) });
  const told = document.createElement("output");
  told.htmlFor = "slide";
  field.append(label, " ", slide, " ", told);
  form.append(field);

  const things = document.querySelectorAll("[data-first]:not(form)");
  const show = () => {
    const to = at(Number(slide.value));
    on.value = to;
    told.textContent = words(to);
    slide.setAttribute("aria-valuetext", words(to));
    for (const t of things) t.classList.toggle("later", t.dataset.first !== "" && t.dataset.first > to);
  };
  told.textContent = isNaN(shown) ? "" : words(on.value);
  if (told.textContent) slide.setAttribute("aria-valuetext", told.textContent);
  slide.addEventListener("input", show);
  slide.addEventListener("change", () => {
    show();
    sessionStorage.setItem("slid", form.action);
    form.requestSubmit();
  });
  // Who moved the slider goes on moving it.
  if (sessionStorage.getItem("slid") === form.action) {
    sessionStorage.removeItem("slid");
    slide.focus({ preventScroll: true });
  }
})();
