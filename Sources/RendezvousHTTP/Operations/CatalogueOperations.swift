internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousStore

/// What there is to be asked for: fields, services, topics, offices, and what to have ready.
enum CatalogueOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .get, "/v1/catalogue", .catalogue,
            Endpoint(
                "Fields, services with their topics, and offices, as they are on a date.",
                query: [.init("on", .date)], gives: 200, .named("Catalogue"), run: catalogue)),
        Route(
            .get, "/v1/services/{service}/checklist", .checklist,
            Endpoint(
                "What to have ready for a service: where each document comes from and goes to.",
                query: [.init("topic", .identifier), .init("on", .date)], gives: 200,
                .named("Checklist"), run: checklist)),
    ]

    private static func catalogue(_ call: Call) throws(Problem) -> Reply {
        let asked: CivilDate? = try call.asked("on")
        let place = call.answerPlace
        if let place, let kept = call.facilities.answers[place] {
            return .now(ServiceAnswer(200, document: kept))
        }
        let answer = ServiceAnswer(
            200,
            call.facilities.store.read { agenda in
                let date = asked ?? call.zone(of: .any, agenda).local(call.now).date
                let fields = agenda.fields.compactMap { agenda.field($0, on: date) }
                let services = agenda.services.compactMap { agenda.service($0, on: date) }
                let offices = agenda.offices.compactMap { agenda.office($0, on: date) }
                return .members([
                    "on": date.written,
                    "fields": .list(fields.map { Entry.field($0).written(from: .min) }),
                    "services": .list(services.map { Entry.service($0).written(from: .min) }),
                    "offices": .list(offices.map { Entry.office($0).written(from: .min) }),
                ])
            })
        if let place { call.facilities.answers.keep(answer.content, at: place) }
        return .now(answer)
    }

    private static func checklist(_ call: Call) throws(Problem) -> Reply {
        let id: Service.ID = try call.identifier("service")
        let topic: Topic.ID? = try call.asked("topic")
        let asked: CivilDate? = try call.asked("on")
        let found: JSONOutput? = call.facilities.store.read { agenda in
            let date = asked ?? call.zone(of: .any, agenda).local(call.now).date
            guard let service = agenda.service(id, on: date),
                topic == nil || service.topics.contains(where: { $0.id == topic })
            else { return nil }
            return .members([
                "service": id.written, "topic": topic?.written, "on": date.written,
                "checklist": agenda.checklist(id, topic, on: date).written,
            ])
        }
        guard let found else { throw .nothing("service or topic") }
        return .now(ServiceAnswer(200, found))
    }
}
