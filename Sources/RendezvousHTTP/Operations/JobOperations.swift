internal import Rendezvous
internal import RendezvousDocuments
internal import RendezvousServer
internal import RendezvousSimulation
internal import RendezvousStore
internal import RendezvousStudies

/// What takes minutes: plans and simulations. They are started, looked after by their number,
/// called off, and read when they are done.
enum JobOperations {
    static let routes: [Route<Endpoint>] = [
        Route(
            .post, "/v1/plans", .plan,
            Endpoint(
                "Plans many requests at once, with a proven bound.",
                query: [
                    .init("steps", .integer(0...stepsMax)), .init("seed", .integer(0...Int.max)),
                ], body: .document(.requests), .large, gives: 202, .named("Job"), run: plan)),
        Route(
            .post, "/v1/simulations", .simulate,
            Endpoint(
                "Simulates an appointment book under policies; the agency stands in the document.",
                query: [
                    .init("replications", .integer(1...1_000)),
                    .init("seed", .integer(0...Int.max)),
                ], body: .document(.simulation), .large, gives: 202, .named("Job"),
                run: simulate)),
        Route(
            .get, "/v1/jobs", .jobs,
            Endpoint(
                "The principal's jobs; all of them for administrators.", gives: 200,
                .object(["jobs": .list(.named("Job"))]), run: jobs)),
        Route(
            .get, "/v1/jobs/{job}", .job,
            Endpoint("How far a job is.", gives: 200, .named("Job"), run: job)),
        Route(
            .delete, "/v1/jobs/{job}", .cancelJob,
            Endpoint("Calls a job off.", gives: 200, .named("Job"), run: cancel)),
        Route(
            .get, "/v1/jobs/{job}/result", .jobResult,
            Endpoint(
                "What a job found.", gives: 200,
                .either([.document(.plan), .document(.simulationResults)]), run: result)),
        Route(
            .post, "/v1/jobs/{job}/book", .bookPlan,
            Endpoint(
                "Books a plan that is done: all of it, or nothing.", gives: 200, .named("Kept"),
                run: book)),
    ]

    private static let stepsMax = 100_000_000

    private static func start(
        _ kind: String, _ call: Call, requests: [Request] = [],
        _ work: @escaping @Sendable (Job) -> Void
    ) throws(Problem) -> Reply {
        let id = Base64URL.encode(call.facilities.random(12))
        let job = Job(id, kind, of: call.principal, at: call.now, requests: requests)
        guard call.facilities.jobs.start(job, work) else {
            throw Problem(
                .unavailable, "\(call.limits.jobs) jobs wait or run already",
                fields: [("retry-after", "60")])
        }
        return .now(ServiceAnswer(202, job.written).with("location", "/v1/jobs/\(id)"))
    }

    private static func plan(_ call: Call) throws(Problem) -> Reply {
        let steps = try call.asked("steps", in: 0...stepsMax) ?? 100_000
        let seed = try call.asked("seed", in: 0...Int.max) ?? 1
        _ = try call.json(large: true)
        let requests = try call.reading { () throws(DocumentError) in
            try RequestsDocument.decode(call.request.content)
        }
        try call.allowsScope(of: requests)
        let agenda = call.facilities.store.snapshot
        let (clock, now) = (call.facilities.clock, call.now)
        return try start("plan", call, requests: requests) { job in
            job.update { ($0.state, $0.started) = (.running, clock()) }
            do throws(Refusal) {
                let plan = try Planner(agenda).plan(
                    requests, at: now, budget: .steps(steps), seed: UInt64(seed),
                    execution: JobExecution(job))
                job.update {
                    ($0.state, $0.ended, $0.plan) = (.done, clock(), plan)
                    $0.result = PlanDocument.encode(plan, .compact)
                }
            } catch {
                job.update { ($0.state, $0.ended, $0.failure) = (.failed, clock(), "\(error)") }
            }
        }
    }

    private static func simulate(_ call: Call) throws(Problem) -> Reply {
        let replications = try call.asked("replications", in: 1...1_000) ?? 10
        let asked = try call.asked("seed", in: 0...Int.max)
        _ = try call.json(large: true)
        let simulation = try call.reading { () throws(DocumentError) in
            try SimulationDocument.decode(call.request.content)
        }
        let clock = call.facilities.clock
        return try start("simulation", call) { job in
            job.update { ($0.state, $0.started) = (.running, clock()) }
            do throws(StudyError) {
                let study = try BookStudy(simulation.scenario, policies: simulation.policies)
                let seed = asked.map { UInt64($0) } ?? simulation.seed ?? 1
                let results = try study.run(
                    1..<(replications + 1), seed: seed, execution: JobExecution(job))
                let record = StudyRecord(study, program: "rendezvous", results: results)
                let bytes = SimulationResultsDocument.encode(record, .compact)
                job.update { ($0.state, $0.ended, $0.result) = (.done, clock(), bytes) }
            } catch {
                job.update { ($0.state, $0.ended, $0.failure) = (.failed, clock(), "\(error)") }
            }
        }
    }

    private static func found(_ call: Call) throws(Problem) -> Job {
        guard let job = call.facilities.jobs.job(call.path["job"] ?? ""), call.maySee(job) else {
            throw .nothing("job")
        }
        return job
    }

    private static func jobs(_ call: Call) throws(Problem) -> Reply {
        let own = call.facilities.jobs.all.filter { call.maySee($0) }
        return .now(ServiceAnswer(200, .members(["jobs": .list(own.map(\.written))])))
    }

    private static func job(_ call: Call) throws(Problem) -> Reply {
        .now(ServiceAnswer(200, try found(call).written))
    }

    private static func cancel(_ call: Call) throws(Problem) -> Reply {
        let job = try found(call)
        guard job.cancel(at: call.now) else {
            throw Problem(.refused, "the job is over already")
        }
        return .now(ServiceAnswer(200, job.written))
    }

    private static func result(_ call: Call) throws(Problem) -> Reply {
        let job = try found(call)
        let now = job.now
        guard now.state == .done else {
            throw Problem(.refused, "the job is \(now.state.rawValue), and must be done")
        }
        return .now(ServiceAnswer(200, document: now.result))
    }

    private static func book(_ call: Call) throws(Problem) -> Reply {
        let job = try found(call)
        guard let plan = job.now.plan else {
            throw Problem(.refused, "the job must be a plan that is done")
        }
        let byID = Dictionary(
            job.requests.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return .deciding { agenda throws(Problem) in
            var after = agenda
            var events: [Event] = []
            for assignment in plan.assignments {
                guard let request = byID[assignment.request] else { continue }
                let new = try call.engine { () throws(Refusal) in
                    try after.decide(.book(assignment.placement, for: request), at: call.now)
                }
                do throws(LogError) {
                    try after.apply(new)
                } catch {
                    throw Problem(.failed, "the plan does not follow: \(error)")
                }
                events += new
            }
            let all = events
            return Keeping.Decided(all) { _ in .kept(all) }
        }
    }
}

extension Job {
    fileprivate var written: JSONOutput {
        let now = now
        return .members([
            "job": .text(id), "kind": .text(kind), "state": .text(now.state.rawValue),
            "created": created.written, "started": now.started?.written,
            "ended": now.ended?.written, "parts": .number(now.parts), "done": .number(now.done),
            "failure": now.failure.isEmpty ? nil : .text(now.failure),
            "served": now.plan.map { .number($0.served) },
            "bound": now.plan.map { .number($0.bound) },
        ])
    }
}

extension Call {
    fileprivate func maySee(_ job: Job) -> Bool {
        principal.role == .administrator || job.owner == principal
    }

    /// A desk plans for its own office alone.
    fileprivate func allowsScope(of requests: [Request]) throws(Problem) {
        guard let office = principal.office else { return }
        for request in requests where request.scope != .offices([office]) {
            throw Problem(
                .forbidden, "request (\(request.id)) must ask for office \(office) and no other")
        }
    }
}
