/// The one script of the pages. Without it everything works; with it a kept time says when it is
/// over, a plan is watched without loading the page again, and a summary of faults has the focus.
enum PageScript {
    /// The script.
    static let source = """
        "use strict";
        (function () {
          var faults = document.getElementById("faults");
          if (faults) faults.focus();

          var kept = document.querySelector("[data-until]");
          if (kept) {
            var left = Number(kept.dataset.until) * 1000 - Date.now();
            if (left > 0 && left < 86400000) {
              setTimeout(function () { location.reload(); }, left + 1000);
            }
          }

          var other = document.getElementById("participant");
          var who = document.querySelectorAll("input[name=who]");
          if (other && who.length) {
            other.addEventListener("input", function () {
              who.forEach(function (radio) {
                if (radio.value === "other" && other.value) radio.checked = true;
              });
            });
          }

          document.querySelectorAll("form[method=post]").forEach(function (form) {
            form.addEventListener("submit", function (event) {
              if (form.dataset.sent) event.preventDefault();
              form.dataset.sent = "yes";
            });
          });
          window.addEventListener("pageshow", function () {
            document.querySelectorAll("form").forEach(function (form) {
              delete form.dataset.sent;
            });
          });

          function watch() {
            var job = document.getElementById("job");
            if (!job || job.dataset.over === "yes") return;
            setTimeout(function () {
              fetch(job.dataset.job, { credentials: "same-origin" }).then(function (answer) {
                return answer.text();
              }).then(function (text) {
                var page = new DOMParser().parseFromString(text, "text/html");
                var next = page.getElementById("job");
                if (!next) return;
                if (next.dataset.over === "yes") { location.reload(); return; }
                job.replaceWith(document.importNode(next, true));
                watch();
              }).catch(watch);
            }, 1000);
          }
          watch();
        })();

        """
}
