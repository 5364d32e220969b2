"use strict";
// Extras only: sorting and narrowing; the page says everything without script.
(function () {
  var table = document.getElementById("ranking");
  var tools = document.getElementById("tools");
  if (!table || table.tBodies[0].rows.length < 2) { return; }
  var body = table.tBodies[0];
  var sites = Array.prototype.map.call(body.rows, function (row) {
    var link = row.querySelector("th a");
    return { row: row, card: link.getAttribute("href"), words: row.querySelector("th").textContent.toLowerCase(), gridRows: [] };
  });
  var byCard = {};
  sites.forEach(function (site) { byCard[site.card] = site; });
  document.querySelectorAll(".grid tbody tr").forEach(function (row) {
    var site = byCard[row.cells[0].firstElementChild.getAttribute("href")];
    if (site) { site.gridRows.push(row); }
  });

  function make(name, text) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    return made;
  }
  function labelled(text, control) {
    var label = make("label", text);
    label.appendChild(control);
    tools.appendChild(label);
    return control;
  }
  function choice(text, choices) {
    var select = make("select");
    [["", "全部"]].concat(choices).forEach(function (pair) {
      var option = make("option", pair[1]);
      option.value = pair[0];
      select.appendChild(option);
    });
    return labelled(text, select);
  }
  function choices(name) { return JSON.parse(table.dataset[name]); }

  var search = labelled("查找网站", make("input"));
  search.type = "search";
  var level = choices("levels").length > 1 ? choice("层级", choices("levels")) : null;
  var region = choices("regions").length > 1 ? choice("地区", choices("regions")) : null;
  var documents = choices("documents");
  var first = Array.prototype.findIndex.call(table.tHead.rows[0].cells, function (cell) { return cell.classList.contains("score-column"); });
  var ruleset = documents.length > 1 ? choice("规则集", documents.map(function (title, place) { return [String(place), title]; })) : null;
  var clear = make("button", "清除");
  clear.type = "button";
  var count = make("span");
  count.setAttribute("role", "status");
  tools.appendChild(clear);
  tools.appendChild(count);

  function fits(site) {
    var wanted = search.value.trim().toLowerCase();
    return (!wanted || site.words.indexOf(wanted) >= 0) &&
      (!level || !level.value || site.row.dataset.level === level.value) &&
      (!region || !region.value || site.row.dataset.region === region.value) &&
      (!ruleset || !ruleset.value || !site.row.cells[first + Number(ruleset.value)].classList.contains("is-out"));
  }
  function narrow() {
    var shown = 0;
    sites.forEach(function (site) {
      var fit = fits(site);
      shown += fit;
      site.row.hidden = !fit;
      site.gridRows.forEach(function (row) { row.hidden = !fit; });
    });
    count.textContent = "显示 " + shown + " / " + sites.length + " 个网站";
  }
  [search, level, region, ruleset].forEach(function (control) {
    if (control) { control.addEventListener("input", narrow); }
  });
  clear.addEventListener("click", function () {
    [search, level, region, ruleset].forEach(function (control) { if (control) { control.value = ""; } });
    narrow();
  });

  var collator = new Intl.Collator("zh-CN");
  function value(site, place, kind) {
    var cell = site.row.cells[place];
    return kind === "text" ? cell.textContent : cell.dataset.value === "" ? null : Number(cell.dataset.value);
  }
  function sort(head, place) {
    var kind = head.dataset.sort;
    var before = head.getAttribute("aria-sort");
    var starts = kind === "text" || head.classList.contains("rank") ? "ascending" : "descending";
    var other = starts === "ascending" ? "descending" : "ascending";
    var way = before === starts ? other : starts;
    table.querySelectorAll("th[aria-sort]").forEach(function (each) { each.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", way);
    var sign = way === "ascending" ? 1 : -1;
    var keyed = sites.map(function (site) { return [value(site, place, kind), site]; });
    keyed.sort(function (one, two) {
      if (one[0] === null || two[0] === null) { return (one[0] === null) - (two[0] === null); }
      return sign * (kind === "text" ? collator.compare(one[0], two[0]) : one[0] - two[0]);
    });
    keyed.forEach(function (pair) { body.appendChild(pair[1].row); });
  }
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, place) {
    if (!head.dataset.sort) { return; }
    var button = make("button");
    button.type = "button";
    button.textContent = head.firstChild.textContent;
    head.replaceChild(button, head.firstChild);
    button.addEventListener("click", function () { sort(head, place); });
  });
  narrow();
  tools.hidden = false;
})();
