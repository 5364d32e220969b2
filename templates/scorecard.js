"use strict";
// Extras only: the card says everything without script. What the card is narrowed to stands in the address behind "?", after the place it leads to:
// #f-0123?outcome=fail&unit=... Requirements and findings are hidden, nothing is moved.
(function () {
  const FEW = 30; // so many rows of a fold are shown at once when they are what was asked for
  const KEYS = ["outcome", "unit", "severity", "change", "text"];
  const ROWS = "tr[id^='f-'], li[id^='f-']";
  const OWN = "header, .reason, .tags, .said, .particulars, .assessment-title";
  const tools = document.getElementById("tools");
  const shown = document.getElementById("shown");
  const note = document.getElementById("narrowed");
  const clear = tools.querySelector("[data-act=clear]");
  const folds = Array.from(document.querySelectorAll("details"));
  const unfolded = new Set(); // by a search, to be folded again
  let wanted = none();
  let target = null;
  let cards = null;
  let mentions = [];
  let groups = [];

  function none() { return { outcome: [], unit: "", severity: "", change: "", text: "" }; }
  function isNarrowed() { return KEYS.some(function (key) { return wanted[key].length > 0; }); }
  function asksFindings() { return Boolean(wanted.severity || wanted.change || wanted.text); }
  function words(node) { return node.textContent.toLowerCase(); }

  // What there is to be hidden, read once: requirements with the rows of their findings, mentions of requirements elsewhere, and the parts that go
  // when nothing is left in them. Everything is counted on these records: asking the page each time would be slow.
  function read() {
    if (cards) { return; }
    const known = new Map();
    cards = Array.from(document.querySelectorAll("[data-outcome][id]"), function (node) {
      const card = { node: node, off: false, outcome: node.dataset.outcome, units: (node.dataset.units || "").split("\n"), rows: [], text: null };
      card.rows = Array.from(node.querySelectorAll(ROWS), rowOf);
      known.set(node, card);
      card.rows.forEach(function (row) { known.set(row.node, row); });
      return card;
    });
    mentions = Array.from(document.querySelectorAll("[data-ref]"), function (node) {
      const mention = { node: node, off: false, card: known.get(document.getElementById(node.dataset.ref)) };
      known.set(node, mention);
      return mention;
    });
    groups = Array.from(document.querySelectorAll("[data-group]"), function (node) {
      const ofRows = node.dataset.group === "f";
      const members = Array.from(node.querySelectorAll(ofRows ? ROWS : "[data-outcome][id], [data-ref]"), function (each) { return known.get(each); });
      return { node: node, off: false, ofRows: ofRows, members: members.filter(Boolean) };
    });
  }
  function rowOf(node) {
    const group = node.closest("[data-severity]");
    return { node: node, off: false, group: group === node ? null : group, severity: group.dataset.severity, change: group.dataset.change || "", text: null };
  }
  function ownText(card) {
    if (card.text === null) {
      card.text = card.rows.length ? Array.from(card.node.querySelectorAll(OWN), words).join(" ") : words(card.node);
    }
    return card.text;
  }
  function rowText(row) {
    if (row.text === null) { row.text = words(row.node) + " " + (row.group ? words(row.group.firstElementChild) : ""); }
    return row.text;
  }
  function holds(terms, text) { return terms.every(function (term) { return text().includes(term); }); }

  function matches(card, terms) {
    const own = holds(terms, function () { return ownText(card); });
    let any = false;
    card.rows.forEach(function (row) {
      const fits = (!wanted.severity || row.severity === wanted.severity) && (!wanted.change || row.change === wanted.change)
        && (own || holds(terms, function () { return rowText(row); }));
      any = any || fits;
      hide(row, !fits && !isTarget(row.node));
    });
    const asked = (!wanted.outcome.length || wanted.outcome.includes(card.outcome))
      && (!wanted.unit || card.units.includes(wanted.unit));
    return asked && (any || (own && !wanted.severity && !wanted.change));
  }
  function isTarget(node) { return target !== null && (node === target || node.contains(target)); }
  function hide(record, off) {
    if (record.off !== off) {
      record.off = off;
      record.node.hidden = off;
    }
  }

  function apply() {
    if (!cards && !isNarrowed()) { return; }
    read();
    const terms = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
    cards.forEach(function (card) {
      const fits = matches(card, terms);
      const led = !fits && isTarget(card.node);
      if (led) { card.rows.forEach(function (row) { hide(row, target !== card.node && !isTarget(row.node)); }); }
      hide(card, !fits && !led);
    });
    mentions.forEach(function (mention) { hide(mention, Boolean(mention.card && mention.card.off)); });
    groups.forEach(hideEmpty);
    document.body.classList.toggle("is-narrowed", isNarrowed());
    say();
  }
  function hideEmpty(group) {
    const left = group.members.reduce(count, 0);
    hide(group, left === 0 && isNarrowed() && !isTarget(group.node));
    if (group.node.tagName === "DETAILS") { fold(group.node, isNarrowed() && (!group.ofRows || asksFindings()) && left > 0 && left <= FEW); }
  }
  function count(sum, record) { return sum + (record.off ? 0 : 1); }
  function fold(group, open) {
    if (open && !group.open) { group.open = true; unfolded.add(group); }
    if (!open && unfolded.delete(group)) { group.open = isTarget(group); }
  }

  function say() {
    const rows = cards.reduce(function (sum, card) { return sum + card.rows.length; }, 0);
    const left = cards.reduce(function (sum, card) { return sum + (card.off ? 0 : card.rows.reduce(count, 0)); }, 0);
    const kept = cards.reduce(count, 0);
    const counted = "显示 " + kept + " / " + cards.length + " 条要求，" + left + " / " + rows + " 处问题和线索";
    shown.textContent = isNarrowed() ? counted + (kept ? "" : "。没有符合的，可清除筛选") : "";
    note.textContent = isNarrowed() ? "本页经过筛选（" + told().join("；") + "），" + counted + "，不是全部结果。" : "";
    note.hidden = clear.hidden = !isNarrowed();
  }
  function told() {
    const lines = wanted.outcome.length
      ? ["结论：" + wanted.outcome.map(function (key) { return name(tools.querySelector("[data-choose='" + key + "']")); }).join("、")] : [];
    tools.querySelectorAll("[data-by]").forEach(function (field) {
      const value = wanted[field.dataset.by];
      if (value) { lines.push(field.parentElement.firstChild.data.trim() + "：" + value.replace(/^\w+$/, function () { return chosen(field); })); }
    });
    return lines;
  }
  function name(button) { return button.firstChild.data.trim(); }
  function chosen(field) { return field.options ? field.options[field.selectedIndex].text.replace(/（\d+）$/, "") : field.value; }

  // The address: where it leads, and what the card is narrowed to.
  function decoded(text) { try { return decodeURIComponent(text); } catch (fault) { return text; } }
  function address() {
    const raw = location.hash.slice(1);
    if (document.getElementById(decoded(raw))) { return { id: decoded(raw), query: null }; }
    const cut = raw.indexOf("?");
    return cut < 0 ? { id: decoded(raw), query: null } : { id: decoded(raw.slice(0, cut)), query: raw.slice(cut + 1) };
  }
  function query() {
    const parts = new URLSearchParams();
    KEYS.forEach(function (key) { if (wanted[key].length) { parts.set(key, String(wanted[key])); } });
    return parts.toString();
  }
  function write() {
    const asked = query();
    const id = target ? encodeURIComponent(target.id).replace(/%2F/g, "/") : "";
    const hash = "#" + id + (asked ? "?" + asked : "");
    if (hash !== location.hash && (hash !== "#" || location.hash)) { history.replaceState(null, "", hash); }
  }
  function take(text) {
    const parts = new URLSearchParams(text);
    wanted = none();
    KEYS.forEach(function (key) { wanted[key] = parts.get(key) || wanted[key]; });
    wanted.outcome = String(wanted.outcome).split(",").filter(function (key) { return tools.querySelector("[data-choose='" + CSS.escape(key) + "']"); });
    tools.querySelectorAll("[data-by]").forEach(function (field) {
      field.value = wanted[field.dataset.by];
      wanted[field.dataset.by] = field.value || "";
    });
    ["unit", "severity", "change"].forEach(function (key) { if (!tools.querySelector("[data-by=" + key + "]")) { wanted[key] = ""; } });
    press();
  }
  function press() {
    tools.querySelectorAll("[data-choose]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(wanted.outcome.includes(button.dataset.choose)));
    });
  }

  function mark(found) {
    if (target) { target.classList.remove("is-target"); }
    target = found;
    if (!found) { return; }
    found.classList.add("is-target");
    for (let node = found; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; unfolded.delete(node); }
    }
  }
  function arrive() {
    const asked = address();
    if (asked.query !== null) { take(asked.query); }
    mark(asked.id ? document.getElementById(asked.id) : null);
    apply();
    if (target) {
      if (!target.hasAttribute("tabindex") && target.tabIndex < 0) { target.tabIndex = -1; }
      target.focus({ preventScroll: true });
      if (getComputedStyle(tools).position === "sticky") { document.documentElement.style.scrollPaddingTop = tools.offsetHeight + 8 + "px"; }
      target.scrollIntoView();
    }
    write();
  }
  function changed() { mark(null); apply(); write(); }

  tools.addEventListener("click", function (event) {
    const button = event.target.closest("button");
    if (!button) { return; }
    const key = button.dataset.choose;
    if (key) {
      wanted.outcome = wanted.outcome.includes(key) ? wanted.outcome.filter(function (other) { return other !== key; }) : wanted.outcome.concat(key);
      press();
      changed();
    } else if (button === clear) {
      take("");
      changed();
      tools.querySelector("[data-choose]").focus({ preventScroll: true });
    } else {
      const open = button.getAttribute("aria-pressed") !== "true";
      folds.forEach(function (each) { each.open = open; });
      unfolded.clear();
      button.setAttribute("aria-pressed", String(open));
    }
  });
  tools.addEventListener("change", function (event) {
    const key = event.target.dataset.by;
    if (key && key !== "text") { wanted[key] = event.target.value; changed(); }
  });
  let waiting = 0;
  tools.addEventListener("input", function (event) {
    if (event.target.dataset.by !== "text") { return; }
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      wanted.text = event.target.value.trim();
      changed();
    }, 150);
  });
  tools.hidden = false;

  let opened = [];
  window.addEventListener("beforeprint", function () {
    opened = folds.filter(function (each) { return !each.open && !each.classList.contains("archived"); });
    opened.forEach(function (each) { each.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (each) { each.open = false; });
  });
  window.addEventListener("hashchange", arrive);
  arrive();
  const later = window.requestIdleCallback || setTimeout;
  later(function () {
    read();
    later(function () { cards.forEach(function (card) { ownText(card); card.rows.forEach(rowText); }); });
  });
})();
