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

document.addEventListener("submit", (event) => {
  const question = event.target.dataset.ask;
  if (question && !window.confirm(question)) event.preventDefault();
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
