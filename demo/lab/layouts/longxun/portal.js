function doZoom(size) { var t = document.getElementById("zoom"); if (t) { t.style.fontSize = size + "px"; } }
function postRows(url) {
  var body = new URLSearchParams({labelName: "publicInfoList", pageIndex: "1", pageSize: "20"}), tpl = document.getElementById("tpl");
  fetch(url, {method: "POST", body: body}).then(function (r) { return r.json(); }).then(function (data) {
    document.getElementById("list").innerHTML = data.rows.map(function (el) {
      return '<ul class="clearfix"><li class="mc"><a href="' + el.url + '" title="' + el.title + '">' + el.title + '</a></li><li class="fbrq">' + el.date + '</li></ul>';
    }).join("");
  });
}
function showFiles() {
  var names = attachRealName.split(","), paths = attachPath.split(",");
  document.getElementById("fj").innerHTML = "附件下载：" + names.map(function (name, i) { return '<p><a href="' + paths[i] + '">' + name + "</a></p>"; }).join("");
}
document.addEventListener("DOMContentLoaded", function () {
  if (typeof fileName !== "undefined") { document.querySelectorAll(".j-fileName").forEach(function (cell) { cell.textContent = fileName; }); }
  var tree = document.getElementById("catalogTree");
  if (tree && typeof catalogNodes !== "undefined") { tree.innerHTML = catalogNodes.map(function (n) { return '<li><a href="' + n.url + '">' + n.name + "</a></li>"; }).join(""); }
});
