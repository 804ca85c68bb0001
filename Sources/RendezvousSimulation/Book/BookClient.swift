/// A client with everything that they bring along, drawn when they first ask, so that every policy
/// meets the same people.
struct BookClient: Sendable {
    let stream: Int32
    /// The number within the stream, from 0.
    let number: Int32
    /// When they asked, in whole seconds since the start of the run.
    let asked: Int
    /// Numbers above 0 and below 1 by which they decide.
    let show: Double
    let cancel: Double
    let cancelAt: Double
    let wait: Double
    let consent: Double
    /// How late they come and how long the meeting takes, in seconds; negative means as booked.
    let lateness: Int32
    let length: Int32
    /// The counsellor of their own, or -1.
    let own: Int32

    // What has become of them so far.
    var place = BookedPlace(start: 0, end: 0, counsellor: -1, number: 0)
    var booked = 0
    /// Their entry of the waiting list, or 0.
    var entry: Int32 = 0
    var isThere = true
    /// What comes next for them, among the timers.
    var coming = Coming.nothing

    enum Coming: UInt8, Sendable {
        case nothing
        /// They call off.
        case cancelling
        /// The appointment starts.
        case meeting
        /// What they wait for on the waiting list has passed.
        case givingUp
    }

    /// Mixes everything that the client brought along into a hash.
    @inline(__always)
    func mix(into mixer: inout Mixer) {
        mixer.add(UInt64(UInt32(bitPattern: stream)) << 32 | UInt64(UInt32(bitPattern: number)))
        mixer.add(UInt64(bitPattern: Int64(asked)))
        mixer.add(show.bitPattern)
        mixer.add(cancel.bitPattern ^ cancelAt.bitPattern << 1)
        mixer.add(wait.bitPattern ^ consent.bitPattern << 1)
        mixer.add(
            UInt64(UInt32(bitPattern: lateness)) << 32 | UInt64(UInt32(bitPattern: length)))
        mixer.add(UInt64(UInt32(bitPattern: own)))
    }
}
