(function () {
  "use strict";
  var table = document.querySelector("table.index");
  var body = table.tBodies[0];
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var rows = Array.prototype.slice.call(body.rows);
  var none = document.querySelector("[data-none]");
  var wanted = "", words = "";
  function filter() {
    var shown = 0;
    rows.forEach(function (row) {
      var fits = (!wanted || row.dataset.answer === wanted)
        && row.textContent.toLowerCase().indexOf(words) >= 0;
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    none.hidden = shown > 0;
  }
  var box = document.querySelector("[data-filters]");
  var choices = [""].concat(Array.prototype.map.call(
    document.querySelectorAll(".tally [data-answer]"),
    function (one) { return one.dataset.answer; }
  ));
  choices.forEach(function (choice) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = choice || "all";
    button.setAttribute("aria-pressed", choice === "" ? "true" : "false");
    button.addEventListener("click", function () {
      wanted = choice;
      Array.prototype.forEach.call(box.querySelectorAll("button"), function (one) {
        one.setAttribute("aria-pressed", one === button ? "true" : "false");
      });
      filter();
    });
    box.appendChild(button);
  });
  var label = document.createElement("label");
  label.textContent = "Words ";
  var field = document.createElement("input");
  field.type = "search";
  field.addEventListener("input", function () {
    words = field.value.toLowerCase();
    filter();
  });
  label.appendChild(field);
  box.appendChild(label);
  function compare(a, b) {
    return a !== "" && b !== "" && !isNaN(a) && !isNaN(b) ? a - b : a.localeCompare(b);
  }
  heads.forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () {
      var up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach(function (one) { one.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      Array.prototype.slice.call(body.rows).sort(function (a, b) {
        var order = compare(a.cells[column].dataset.key, b.cells[column].dataset.key);
        return up ? order : -order;
      }).forEach(function (row) { body.appendChild(row); });
    });
  });
})();
