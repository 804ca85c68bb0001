internal import Rendezvous

/// What a page shows inside the frame that all pages share.
struct Page: Sendable {
    /// The title, which is the first heading too unless ``heading`` says another.
    var title: String
    var heading: HTML?
    /// What stands above the heading: where one is on the way.
    var kicker: String?
    var body: HTML
    var status = 200
    /// Whether the page takes the width that there is: tables and pictures of operations.
    var isWide = false
    /// Where one goes back to.
    var back: String?
    /// After how many seconds the page is to be fetched again.
    var refresh: Int?
    /// What was wrong with the form: the field and the sentence.
    var faults: [FormFault] = []
}

/// Something wrong with a field of a form.
struct FormFault: Hashable, Sendable {
    let field: String
    let text: String
}

/// The frame: head, header, main part, footer.
struct PageLayout {
    let visit: Visit

    func html(_ page: Page) -> HTML {
        let isFaulty = !page.faults.isEmpty
        let title = (isFaulty ? visit.say(.faultPrefix) + " " : "") + page.title
        return """
            <!DOCTYPE html>
            <html lang="\(visit.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <title>\(title) – \(agencyName)</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="robots" content="noindex">
            \(refresh(page))
            <link rel="stylesheet" href="/pages.css">
            <script src="/pages.js" defer></script>
            </head>
            <body>
            <a class="skip" href="#main">\(visit.say(.skip))</a>
            \(demo)\(header)
            <main id="main" tabindex="-1" class="\(page.isWide ? "wide" : "narrow")">
            \(back(page))\(summary(page))\(heading(page))
            \(page.body)
            </main>
            \(footer)
            </body>
            </html>

            """
    }

    private func refresh(_ page: Page) -> HTML {
        guard let seconds = page.refresh else { return HTML() }
        return """
            <noscript><meta http-equiv="refresh" content="\(seconds)"></noscript>
            """
    }

    private var agencyName: String { visit.plainName(visit.settings.name, "Rendezvous") }

    private var demo: HTML {
        guard visit.settings.isDemo else { return HTML() }
        return """
            <aside class="demo" aria-label="\(visit.say(.demo))"><p>\(visit.say(.demoNotice)) \
            <a href="\(visit.link("/demo"))">\(visit.say(.demoSwitch))</a></p></aside>
            """
    }

    private var header: HTML {
        """
        <header class="top"><div class="inner">\
        <a class="brand" href="\(visit.link("/"))">\(brandMark)<span>\(agencyName)</span></a>\
        <nav aria-label="\(visit.say(.mainMenu))"><ul>\(entries.html(entry))</ul></nav>\
        </div></header>
        """
    }

    private var brandMark: HTML {
        """
        <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" \
        focusable="false"><rect x="3" y="6" width="26" height="23" rx="4"/>\
        <path d="M10 3v6M22 3v6M9 19l5 5 9-10"/></svg>
        """
    }

    private var entries: [(path: String, words: Words)] {
        guard let viewer = visit.viewer else { return [] }
        if viewer.isStaff {
            return [
                ("/staff/day", .menuDay), ("/staff/week", .menuWeek), ("/staff/empty", .menuEmpty),
                ("/staff/absence", .menuAbsence), ("/staff/plan", .menuPlan),
                ("/staff/numbers", .menuNumbers),
            ]
        }
        return [("/book", .menuBook), ("/appointments", .menuOwn), ("/help", .menuGuide)]
    }

    private func entry(_ entry: (path: String, words: Words)) -> HTML {
        let isHere = visit.path == entry.path || visit.path.hasPrefix(entry.path + "/")
        return """
            <li><a href="\(visit.link(entry.path))"\(" aria-current=\"page\"", if: isHere)>\
            \(visit.say(entry.words))</a></li>
            """
    }

    private func back(_ page: Page) -> HTML {
        guard let back = page.back else { return HTML() }
        return "<p class=\"back\"><a href=\"\(back)\">\(visit.say(.back))</a></p>"
    }

    private func heading(_ page: Page) -> HTML {
        """
        \(page.kicker.map { "<p class=\"kicker\">\($0)</p>" })\
        <h1>\(page.heading ?? HTML(text: page.title))</h1>
        """
    }

    private func summary(_ page: Page) -> HTML {
        guard !page.faults.isEmpty else { return HTML() }
        let lines = page.faults.html {
            "<li><a href=\"#\($0.field)\">\($0.text)</a></li>"
        }
        return """
            <div class="faults" role="alert" tabindex="-1" id="faults">\
            <h2>\(visit.say(.faultsTitle))</h2><ul>\(lines)</ul></div>
            """
    }

    private var footer: HTML {
        let languages = ExplanationLanguage.allCases.html { language in
            let isHere = language == visit.language
            let query = visit.query.encoded
            let path = "/\(language.rawValue)\(visit.path)" + (query.isEmpty ? "" : "?\(query)")
            let tag = language.rawValue
            return """
                <li><a href="\(path)" lang="\(tag)" hreflang="\(tag)"\
                \(" aria-current=\"true\"", if: isHere)>\(language.ownName)</a></li>
                """
        }
        return """
            <footer><div class="inner">\
            <nav aria-label="\(visit.say(.languages))" class="languages">\
            <ul>\(languages)</ul></nav>\
            <p>\(visit.say(.footer)) \
            <a href="\(visit.link("/help"))">\(visit.say(.menuHelp))</a></p>\
            </div></footer>
            """
    }
}
