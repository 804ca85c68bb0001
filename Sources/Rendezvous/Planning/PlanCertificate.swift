/// Prices that prove the bound of a plan: whoever doubts the bound works it out again from them,
/// the requests and the agenda alone (`Verifier.bound(provenBy:of:at:after:)`).
///
/// No plan can serve more weight than all prices together and what the best chain of meetings on
/// each counsellor's day is worth beyond its prices (Lagrange; Documentation/Decisions/0063).
/// Prices are whole numbers, in ``scale`` parts of a unit of weight; any that are not negative
/// prove some bound.
public struct PlanCertificate: Hashable, Sendable {
    /// What one unit of weight is in the prices.
    public static let scale = 65_536

    /// What one request pays for being served, at least 0. A request that pays its whole weight is
    /// bounded by it.
    public struct Price: Hashable, Sendable {
        /// The request.
        public let request: Request.ID
        /// The price.
        public let price: Int

        /// The price of a request.
        public init(_ request: Request.ID, _ price: Int) {
            self.request = request
            self.price = price
        }
    }

    /// What a meeting pays for each five minutes of an interpreter or room that others want too.
    public struct Toll: Hashable, Sendable {
        /// The interpreters for whom it is paid.
        public let interpreters: [Interpreter.ID]
        /// The rooms for which it is paid.
        public let rooms: [Room.ID]
        /// When the first five minutes begin, a multiple of five minutes since 1970.
        public let from: Instant
        /// The prices of one five minutes after another, at least 0.
        public let prices: [Int]

        /// The prices of some interpreters or rooms.
        public init(interpreters: [Interpreter.ID], rooms: [Room.ID], from: Instant, prices: [Int])
        {
            self.interpreters = interpreters
            self.rooms = rooms
            self.from = from
            self.prices = prices
        }
    }

    /// Requests that compete with each other and with nobody else; their bound is rounded down.
    public struct Part: Hashable, Sendable {
        /// The prices of the requests, each of which is of one part.
        public let requests: [Price]
        /// The prices of interpreters and rooms.
        public let tolls: [Toll]

        /// A part of a certificate.
        public init(requests: [Price], tolls: [Toll]) {
            self.requests = requests
            self.tolls = tolls
        }
    }

    /// The parts; together they name every request once.
    public let parts: [Part]

    /// A certificate.
    public init(parts: [Part]) { self.parts = parts }
}

extension PlanCertificate.Part {
    /// The part of requests that nothing but their weight bounds.
    init(wholeWeightOf requests: [PlannedRequest]) {
        self.init(
            requests: requests.map {
                PlanCertificate.Price($0.id, $0.weight * PlanCertificate.scale)
            }, tolls: [])
    }

    /// The part of requests whom nobody can serve.
    init(worthless requests: [Request.ID]) {
        self.init(requests: requests.map { PlanCertificate.Price($0, 0) }, tolls: [])
    }
}
