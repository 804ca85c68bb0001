/// When somebody works, as declared: what the declarations add up to.
public struct WorkingTime: Hashable, Sendable {
    /// All working time, net of leave and of breaks with a fixed place.
    public let working: IntervalSet
    /// The part of it spent at a distance (requirement E10).
    public let telework: IntervalSet
}
