internal import Rendezvous

/// The first page, the manual (A10), and who one is in a demonstration.
struct HomePages {
    let visit: Visit

    func home() -> Page {
        let name = visit.plainName(visit.settings.name, "Rendezvous")
        let actions: HTML
        if visit.viewer == nil {
            actions = "<p class=\"notice\">\(visit.say(.signIn))</p>"
        } else {
            actions = """
                <ul class="cards two">\(card("/book", .menuBook, .homeBook))\
                \(card("/appointments", .menuOwn, .homeOwn))</ul>
                """
        }
        return Page(
            title: visit.say(.homeTitle, name),
            heading: HTML(text: visit.say(.homeHeading)),
            body: """
                <p class="lead">\(visit.say(.homeLead))</p>\(actions)\
                <ul class="cards two">\(card("/help", .menuGuide, .homeGuide))</ul>
                """)
    }

    private func card(_ path: String, _ title: Words, _ lead: Words) -> HTML {
        """
        <li class="card tap"><h2><a href="\(visit.link(path))">\(visit.say(title))</a></h2>\
        <p>\(visit.say(lead))</p></li>
        """
    }

    /// The manual, and whom to ask.
    func guide() -> Page {
        let steps: [Words] = [.guideOne, .guideTwo, .guideThree, .guideFour, .guideFive]
        let meeting: [Words] = [.guideIdentity, .guideCamera, .guideInterpreter, .guideRecording]
        let manual = visit.settings.manual.map { address -> HTML in
            "<p><a href=\"\(address)\">\(visit.say(.guideManual))</a></p>"
        }
        return Page(
            title: visit.say(.menuGuide),
            body: """
                <h2>\(visit.say(.guideBooking))</h2>\
                <ol class="steps">\(steps.html { "<li>\(visit.say($0))</li>" })</ol>\
                <h2>\(visit.say(.guideMeeting))</h2>\
                <ul>\(meeting.html { "<li>\(visit.say($0))</li>" })</ul>\
                <h2>\(visit.say(.guideChange))</h2><p>\(visit.say(.guideChangeText))</p>\
                <h2>\(visit.say(.guideAccess))</h2><p>\(visit.say(.guideAccessText))</p>\(manual)
                """)
    }

    /// The people of a demonstration.
    func demo(_ people: [Principal]) -> Page {
        let fields = Fields(visit: visit)
        let options = people.map { principal in
            Fields.Option(
                principal.name,
                """
                \(visit.say(principal.role.demoWords)) \
                <span class="hint">\(principal.subject)</span>
                """
            )
        }
        return Page(
            title: visit.say(.demoSwitch),
            body: visit.form(
                "/demo",
                fields.radios(
                    "who", .demoLegend, options, chosen: visit.viewer?.reference)
                    + fields.send(.demoGo)))
    }

    /// A page that says why something cannot be shown.
    func message(_ title: Words, _ text: Words, status: Int) -> Page {
        Page(
            title: visit.say(title),
            body: """
                <p class="lead">\(visit.say(text))</p>\
                <p><a class="button quiet" href="\(visit.link("/"))">\(visit.say(.toStart))</a></p>
                """, status: status)
    }

    /// A page that says which rule refuses something, in the words that the viewer may see.
    func refused(_ refusal: Refusal, back: String) -> Page {
        let isStaff = visit.viewer?.isStaff ?? false
        let words =
            isStaff
            ? visit.language.text(refusal.reason)
            : visit.language.text(PublicReason(refusal.reason))
        return Page(
            title: visit.say(.refusedTitle),
            body: """
                <p class="lead">\(visit.language.capitalised(words)).</p>\
                <p><a class="button main" href="\(back)">\(visit.say(.tryAgain))</a></p>
                """, status: 409)
    }
}

extension Role {
    /// What a role is called in a demonstration.
    var demoWords: Words {
        switch self {
        case .person: .demoPerson
        case .counsellor: .demoCounsellor
        case .desk: .demoDesk
        default: .demoAdministrator
        }
    }
}
