// Conveniences only: every page works without them.
"use strict";

const menu = document.querySelector(".menu-button");
const navigation = document.querySelector(".navigation");
if (menu && navigation) {
  menu.hidden = false;
  navigation.classList.add("is-folded");
  menu.addEventListener("click", () => {
    const folded = navigation.classList.toggle("is-folded");
    menu.setAttribute("aria-expanded", String(!folded));
  });
}

// A form goes once, however often its button is pressed while the answer is on its way.
const UNDER_WAY = 3000;
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  const question = form.dataset.ask;
  if (sent.has(form) || (question && !window.confirm(question))) {
    event.preventDefault();
  } else if (form.method === "post") {
    sent.add(form);
    window.setTimeout(() => sent.delete(form), UNDER_WAY);
  }
});

document.addEventListener("change", (event) => {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || !box.dataset.all) return;
  for (const each of document.querySelectorAll(`input[name="${CSS.escape(box.dataset.all)}"]`)) each.checked = box.checked;
});

// A link is shown as it must be passed on, with the address this page was opened under.
for (const each of document.querySelectorAll("[data-origin]")) {
  if (each.textContent.startsWith("/")) each.textContent = window.location.origin + each.textContent;
}

// Back to the form that was refused, with what was typed into it.
for (const each of document.querySelectorAll("[data-back]")) {
  each.hidden = window.history.length < 2;
  each.addEventListener("click", (event) => {
    event.preventDefault();
    window.history.back();
  });
}
