function doZoom(size) { var t = document.getElementById("zoom"); if (t) { t.style.fontSize = size + "px"; } }
function loadRows(url) {
  var list = document.getElementById("list");
  fetch(url).then(function (r) { return r.json(); }).then(function (data) {
    list.innerHTML = data.rows.map(function (row) { return '<li><a href="' + row.url + '">' + row.title + '</a><span class="day">' + row.date + '</span></li>'; }).join("");
  });
}
