/* Paging in the manner of TRS sites: pages, current page counted from 0, file name, extension. */
function createPageHTML(total, current, name, extension) {
  if (total < 2) return;
  var html = "";
  for (var i = 0; i < total; i++) {
    var href = i ? name + "_" + i + "." + extension : name + "." + extension;
    html += i === current ? "<b>" + (i + 1) + "</b>" : "<a href='" + href + "'>" + (i + 1) + "</a>";
  }
  document.write("<div class='paging'>" + html + "<span>共" + total + "页</span></div>");
}
function showTab(button) {
  var box = button.closest(".tabs");
  var buttons = box.querySelectorAll("[data-tab]");
  for (var i = 0; i < buttons.length; i++) {
    buttons[i].classList.toggle("on", buttons[i] === button);
    box.querySelector("#" + buttons[i].dataset.tab).classList.toggle("on", buttons[i] === button);
  }
}
