/// A parameter out of its range: what it is called, what it was, and what is allowed.
///
/// Everything that can be given from outside is checked once, where it enters, and thrown as this;
/// inside nothing is checked again and nothing stops the process.
public struct ParameterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the parameter.
    public let name: String
    /// What was given; a whole number as the nearest `Double`.
    public let value: Double
    /// What is allowed, such as `positive and finite`.
    public let allowed: String

    /// An error about a parameter.
    public init(_ name: String, _ value: Double, allowed: String) {
        self.name = name
        self.value = value
        self.allowed = allowed
    }

    /// Such as `agents (-3) must be 1 … 1000000.`
    public var description: String { "\(name) (\(value)) must be \(allowed)." }
}

/// The checks of parameters, each with its words.
enum Check {
    static func positive(_ name: String, _ value: Double) throws(ParameterError) {
        guard value > 0, value.isFinite else {
            throw ParameterError(name, value, allowed: "positive and finite")
        }
    }

    static func notNegative(_ name: String, _ value: Double) throws(ParameterError) {
        guard value >= 0, value.isFinite else {
            throw ParameterError(name, value, allowed: "at least 0 and finite")
        }
    }

    static func finite(_ name: String, _ value: Double) throws(ParameterError) {
        guard value.isFinite else { throw ParameterError(name, value, allowed: "finite") }
    }

    /// 0 and 1 included.
    static func probability(_ name: String, _ value: Double) throws(ParameterError) {
        guard value >= 0, value <= 1 else {
            throw ParameterError(name, value, allowed: "0 … 1")
        }
    }

    /// 0 and 1 excluded.
    static func share(_ name: String, _ value: Double) throws(ParameterError) {
        guard value > 0, value < 1 else {
            throw ParameterError(name, value, allowed: "between 0 and 1, both excluded")
        }
    }

    static func count(
        _ name: String, _ value: Int, from lower: Int, to upper: Int
    ) throws(ParameterError) {
        guard value >= lower, value <= upper else {
            throw ParameterError(name, Double(value), allowed: "\(lower) … \(upper)")
        }
    }
}
