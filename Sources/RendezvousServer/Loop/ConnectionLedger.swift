internal import Synchronization

/// How many connections are open, in all loops together.
final class ConnectionLedger: Sendable {
    private struct State {
        var open = 0
        var refusals = 0
        var byAddress: [String: Int] = [:]
    }

    /// Whether a connection may be served.
    enum Admission: Hashable, Sendable {
        /// It is served.
        case served
        /// It is told that there are too many.
        case refused
        /// It is closed unheard.
        case dropped
    }

    private let state = Mutex(State())
    private let limits: HTTPLimits

    init(limits: HTTPLimits) { self.limits = limits }

    /// Counts a connection in.
    func admit(_ origin: HTTPRequest.Origin) -> Admission {
        state.withLock { state in
            let address = Self.counted(origin)
            let ofAddress = address.map { state.byAddress[$0, default: 0] } ?? 0
            guard state.open < limits.connections, ofAddress < limits.connectionsPerAddress else {
                guard state.refusals < limits.refusals else { return .dropped }
                state.refusals += 1
                return .refused
            }
            state.open += 1
            if let address { state.byAddress[address] = ofAddress + 1 }
            return .served
        }
    }

    /// Counts a connection out, as it was counted in.
    func leave(_ origin: HTTPRequest.Origin, _ admission: Admission) {
        state.withLock { state in
            switch admission {
            case .dropped: break
            case .refused: state.refusals -= 1
            case .served:
                state.open -= 1
                guard let address = Self.counted(origin) else { return }
                let rest = state.byAddress[address, default: 1] - 1
                state.byAddress[address] = rest > 0 ? rest : nil
            }
        }
    }

    /// The connections that are served.
    var count: Int { state.withLock { $0.open } }

    private static func counted(_ origin: HTTPRequest.Origin) -> String? {
        guard case .network(let address) = origin, !ListenAddress.isLoopback(address) else {
            return nil
        }
        return address
    }
}
