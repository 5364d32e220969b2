"use strict";
// Extras only: the card says everything without script.
(function () {
  var tools = document.getElementById("tools");
  var items = Array.prototype.slice.call(document.querySelectorAll("[data-outcome]"));
  var folds = Array.prototype.slice.call(document.querySelectorAll("details"));
  var words = { fail: "不合格", review: "待人工核实", unknown: "无法检查", not_due: "未到期", pass: "合格", not_applicable: "不适用" };
  var off = {};

  function apply() {
    items.forEach(function (item) { item.hidden = Boolean(off[item.dataset.outcome]); });
  }
  function button(text, act) {
    var made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", function () { act(made); });
    tools.appendChild(made);
    return made;
  }
  function toggle(outcome) {
    button(words[outcome], function (made) {
      off[outcome] = !off[outcome];
      made.setAttribute("aria-pressed", String(!off[outcome]));
      apply();
    }).setAttribute("aria-pressed", "true");
  }
  function reveal() {
    var id = decodeURIComponent(location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) { return; }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
      node.hidden = false;
    }
    target.scrollIntoView();
  }

  var label = document.createElement("span");
  label.textContent = "显示：";
  tools.appendChild(label);
  Object.keys(words).filter(function (outcome) {
    return items.some(function (item) { return item.dataset.outcome === outcome; });
  }).forEach(toggle);
  button("全部展开", function (made) {
    var open = made.textContent === "全部展开";
    folds.forEach(function (fold) { fold.open = open; });
    made.textContent = open ? "全部收起" : "全部展开";
  });
  tools.hidden = false;

  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = folds.filter(function (fold) { return !fold.open; });
    opened.forEach(function (fold) { fold.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (fold) { fold.open = false; });
  });
  window.addEventListener("hashchange", reveal);
  reveal();
})();
