function doZoom(size) { var t = document.getElementById("zoom"); if (t) { t.style.fontSize = size + "px"; } }
function showRecords(options) {
  var box = document.currentScript.previousElementSibling, store = box.querySelector("script").textContent;
  var rows = store.split("<record><![CDATA[").slice(1).map(function (part) { return part.split("]]></record>")[0]; });
  var at = 0, pages = Math.ceil(rows.length / options.perPage);
  function show(page) {
    at = page;
    box.innerHTML = "<ul>" + rows.slice(at * options.perPage, (at + 1) * options.perPage).join("") + "</ul>";
    var bar = document.createElement("div");
    bar.className = "paging";
    for (var i = 0; i < pages; i++) { var a = document.createElement("a"); a.href = "javascript:void(0)"; a.textContent = i + 1; a.onclick = show.bind(null, i); bar.appendChild(a); }
    box.appendChild(bar);
  }
  show(0);
}
