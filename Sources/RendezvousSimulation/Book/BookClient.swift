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
    /// Counts changes of place, so that events about an earlier one are known as such.
    var revision: Int32 = 0
    /// Their entry of the waiting list, or 0.
    var entry: Int32 = 0
    var isThere = true

    init(
        _ stream: Int, _ number: Int, asked: Int, _ kind: BookSetting.Kind,
        own counsellors: [Int32],
        _ key: StreamKey
    ) {
        self.stream = Int32(stream)
        self.number = Int32(number)
        self.asked = asked
        let entity = UInt64(stream) << 40 | UInt64(number)
        var draws = key.stream(.client, entity: entity)
        show = draws.unit()
        cancel = draws.unit()
        cancelAt = draws.unit()
        let lengthBits = draws.next()
        let latenessBits = draws.next()
        wait = draws.unit()
        consent = draws.unit()
        let ownDraw = draws.unit()
        length =
            kind.length.map {
                Self.seconds(
                    $0.sample(lengthBits, key.stream(.client, entity: entity | 1 << 63)))
            } ?? -1
        lateness = Self.seconds(
            kind.lateness.sample(latenessBits, key.stream(.client, entity: entity | 1 << 62)))
        own =
            kind.hasOwnCounsellor && !counsellors.isEmpty
            ? counsellors[min(counsellors.count - 1, Int(ownDraw * Double(counsellors.count)))]
            : -1
    }

    /// Whole seconds of at most a day.
    private static func seconds(_ value: Double) -> Int32 {
        Int32(min(86_400, max(0, value)).rounded())
    }

    /// Mixes everything that the client brought along into a hash.
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
