import Testing

@testable import Rendezvous

/// What the decoder refuses, spelling by spelling.
struct SpellingTests {
    // MARK: The log around the events

    @Test func `a log begins with its four letters and a version that is known`() {
        for index in 0..<4 {
            var log = EventLog.encode([])
            log[index] ^= 0x20
            #expect(log.refusal == "byte 0: a log must begin with RDVL.")
        }
        for version: UInt8 in [0, 2, 0x80, 255] {
            let found = (EventLog.magic + [version]).refusal
            #expect(found == "byte 4: the version of the log (\(version)) must be 1.")
        }
        #expect([UInt8]().refusal == "byte 0: the bytes end inside a value.")
        #expect(EventLog.magic.refusal == "byte 4: the bytes end inside a value.")
    }

    @Test func `an event fills its length exactly`() {
        let confirmed: [UInt8] = [0, 10, 2]
        let heading = EventLog.encode([])
        #expect((heading + [3] + confirmed).refusal == nil)
        #expect(
            (heading + [4] + confirmed + [0]).refusal
                == "byte 9: an event is followed by more bytes.")
        #expect((heading + [2] + confirmed).refusal == "byte 8: the bytes end inside a value.")
        #expect(
            (heading + [4] + confirmed).refusal
                == "byte 6: a count (4) exceeds the bytes that are left (3).")
        #expect((heading + [0]).refusal == "byte 6: the bytes end inside a value.")
        #expect((heading + [0x83, 0x00] + confirmed).refusal?.contains("shortest form") == true)
    }

    // MARK: Numbers

    @Test func `a number has one spelling`() throws {
        let spellings: [(UInt64, [UInt8])] = [
            (0, [0]), (1, [1]), (127, [0x7F]), (128, [0x80, 1]), (16_384, [0x80, 0x80, 1]),
            (.max, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]),
        ]
        for (number, bytes) in spellings {
            var writer = ByteWriter()
            writer.unsigned(number)
            #expect(writer.bytes == bytes)
            var reader = ByteReader(bytes, in: bytes.indices)
            #expect(try reader.unsigned() == number)
            guard let last = bytes.last, bytes.count < 10 else { continue }
            let longer = bytes.dropLast() + [last | 0x80, 0]
            #expect(Self.refusal(Int.self, Array(longer))?.contains("shortest form") == true)
        }
        let tooLarge = [UInt8](repeating: 0xFF, count: 9) + [2]
        #expect(Self.refusal(Int.self, tooLarge)?.contains("64 bits") == true)
        let endless = [UInt8](repeating: 0x80, count: 1_000)
        #expect(Self.refusal(Int.self, endless)?.contains("64 bits") == true)
    }

    @Test func `values outside their range are refused`() {
        #expect(Self.refusal(Instant.self, of: Int64.max) != nil)
        #expect(Self.refusal(Instant.self, of: Instant.min.secondsSince1970 - 1) != nil)
        #expect(Self.refusal(CivilDate.self, of: Int64(CivilDate.max.dayNumber) + 1) != nil)
        #expect(Self.refusal(CivilDate.self, of: Int64.min) != nil)
        var time = ByteWriter()
        time.unsigned(86_401)
        #expect(
            Self.refusal(CivilTime.self, time.bytes)?.contains("must be 0 … 86400") == true)
        // Intervals of no length, of a negative one, past the end of time.
        for length in [0, -1, Int64.max, Int64.min] {
            #expect(Self.refusal(Interval.self, of: 0, length) != nil, "length \(length)")
        }
        #expect(Self.refusal(Interval.self, of: Instant.max.secondsSince1970, 1) != nil)
        #expect(Self.refusal(Interval.self, of: 0, 1) == nil)
        #expect(Self.refusal(DateRange.self, of: 1, 0)?.contains("before it begins") == true)
    }

    // MARK: Texts

    @Test func `texts are UTF-8 and languages canonical tags`() {
        #expect(Self.refusal(String.self, [1, 0xFF])?.contains("UTF-8") == true)
        #expect(Self.refusal(String.self, [2, 0xC0, 0x80])?.contains("UTF-8") == true)
        #expect(Self.refusal(String.self, [3, 0xED, 0xA0, 0x80])?.contains("UTF-8") == true)
        for tag in ["EL", "sgn-gr", "", "e", "el-", "greek_language"] {
            var writer = ByteWriter()
            writer.text(tag)
            #expect(Self.refusal(Language.self, writer.bytes)?.contains("BCP 47") == true, "\(tag)")
        }
    }

    @Test func `zones are read as strictly as any TZif file`() {
        var writer = ByteWriter()
        writer.text("UTC")
        writer.blob(Array(ZoneRules.utc.bytes.dropLast()))
        #expect(Self.refusal(ZoneRules.self, writer.bytes)?.contains("zone (UTC)") == true)
    }

    // MARK: Kinds

    @Test func `unknown kinds are refused`() {
        #expect(Self.refusal(Change.self, [33])?.contains("must be 0 … 32, 40 or 50 … 53") == true)
        #expect(Self.refusal(Entry.self, [8])?.contains("must be 0 … 7") == true)
        #expect(Self.refusal(EntryReference.self, [8, 1, 0x61])?.contains("0 … 7") == true)
        #expect(Self.refusal(Worker.self, [2])?.contains("0 or 1") == true)
        #expect(Self.refusal(Break.self, [2])?.contains("0 or 1") == true)
        #expect(Self.refusal(Need.self, [2])?.contains("0 or 1") == true)
        #expect(Self.refusal(Applicant.self, [3])?.contains("0 … 2") == true)
        #expect(Self.refusal(HolidayRule.self, [6])?.contains("0 … 5") == true)
        #expect(Self.refusal(Policy.self, [1, 0x61, 26])?.contains("0 … 25") == true)
        #expect(Self.refusal(Lead.self, [3])?.contains("must be 0 … 2") == true)
        #expect(Self.refusal(Preference.self, [3, 2])?.contains("0 … 2") == true)
        #expect(Self.refusal(LimitedPerson.self, [2]) != nil)
        #expect(Self.refusal(Period.self, [2]) != nil)
        #expect(Self.refusal(DocumentState.self, [3]) != nil)
        // Identifier "a", counsellor "a", submitted in 1970.
        #expect(
            Self.refusal(Declaration.self, [1, 0x61, 0, 1, 0x61, 0, 9])?.contains("0 … 8") == true)
        #expect(Self.refusal(Weekday.self, [7]) != nil)
        #expect(Self.refusal(Easter.Reckoning.self, [2]) != nil)
        #expect(Self.refusal(Channel.self, [3]) == "byte 1: Channel (3) must be 0 … 2.")
        #expect(Self.refusal(Audience.self, [3]) != nil)
        #expect(Self.refusal(Modality.self, [4]) != nil)
        #expect(Self.refusal(Authority.self, [2]) != nil)
        #expect(Self.refusal(WorkPlace.self, [2]) != nil)
        #expect(Self.refusal(Precedence.self, [2]) != nil)
        #expect(Self.refusal(CancellationReason.self, [6]) != nil)
        #expect(Self.refusal(WaitingEnd.self, [2]) != nil)
        #expect(Self.refusal(SessionMode.self, [2]) != nil)
        #expect(Self.refusal(OfficeScope.self, [4])?.contains("0 … 3") == true)
        #expect(Self.refusal(CounsellorWish.self, [3])?.contains("0 … 2") == true)
        #expect(Self.refusal(AppointmentStatus.self, [255]) != nil)
    }

    @Test func `a flag is 0 or 1`() {
        for value: UInt8 in [2, 0x80, 255] {
            var reader = ByteReader([value], in: 0..<1)
            #expect(throws: EncodingError.self) { try reader.flag() }
        }
    }

    // MARK: Order

    @Test func `sets come in order and without repetition`() {
        let order = "a set is not in order"
        for channels: [UInt8] in [[2, 1, 0], [2, 1, 1], [3, 0, 2, 1]] {
            var reader = ByteReader(channels, in: channels.indices)
            let refusal = Self.message { () throws(EncodingError) in
                let _: Set<Channel> = try reader.sorted()
            }
            #expect(refusal?.contains(order) == true)
        }
        // The same letter in two spellings is the same member.
        let twice: [UInt8] = [2, 2, 0xC3, 0xA9, 3, 0x65, 0xCC, 0x81]
        for spellings in [twice, [2, 3, 0x65, 0xCC, 0x81, 2, 0xC3, 0xA9]] {
            var reader = ByteReader(spellings, in: spellings.indices)
            let refusal = Self.message { () throws(EncodingError) in
                let _: Set<Office.ID> = try reader.sorted()
            }
            #expect(refusal?.contains(order) == true)
        }
    }

    @Test func `everything else that has an order comes in it`() {
        // A label in Romanian and Greek, and twice in Greek.
        let greek: [UInt8] = [2, 0x65, 0x6C, 0]
        let romanian: [UInt8] = [2, 0x72, 0x6F, 0]
        #expect(Self.refusal(Label.self, [2] + greek + romanian) == nil)
        #expect(Self.refusal(Label.self, [2] + romanian + greek)?.contains("in order") == true)
        #expect(Self.refusal(Label.self, [2] + greek + greek)?.contains("in order") == true)
        // Monday from the second to the third second, and from the first to the second.
        let days: [UInt8] = [0, 0, 0, 0, 0, 0]
        #expect(Self.refusal(WeeklyHours.self, [2, 1, 2, 2, 3] + days) == nil)
        #expect(
            Self.refusal(WeeklyHours.self, [2, 2, 3, 1, 2] + days)?.contains("in order") == true)
        #expect(
            Self.refusal(DatedException.self, [0, 0, 2, 2, 3, 1, 2, 0])?.contains("in order")
                == true)
        // 1 May, except in the years 1 and 2, both on the first day of 1970.
        #expect(Self.refusal(HolidayRule.self, [5, 10, 2, 2, 2, 0, 4, 0]) == nil)
        #expect(
            Self.refusal(HolidayRule.self, [5, 10, 2, 2, 4, 0, 2, 0])?.contains("in order")
                == true)
        #expect(
            Self.refusal(HolidayRule.self, [5, 10, 2, 2, 2, 0, 2, 0])?.contains("in order")
                == true)
    }

    @Test func `documents, absences and parameters come in order`() {
        // Participant "a" without groups, office and counsellor.
        let head: [UInt8] = [1, 0x61, 0, 0, 0]
        let (first, second): ([UInt8], [UInt8]) = ([1, 0x61, 2], [1, 0x62, 0])
        #expect(Self.refusal(Participant.self, head + [2] + first + second + [0]) == nil)
        for documents in [second + first, first + first] {
            let found = Self.refusal(Participant.self, head + [2] + documents + [0])
            #expect(found?.contains("documents are not in order") == true)
        }
        // From second 1 to 2, 3 to 4, and 2 to 3, which touches both.
        let intervals: [[UInt8]] = [[2, 2], [6, 2], [4, 2]]
        let apart = head + [0, 2] + intervals[0] + intervals[1]
        #expect(Self.refusal(Participant.self, apart) == nil)
        for (left, right) in [(1, 0), (0, 0), (0, 2)] {
            let bytes = head + [0, 2] + intervals[left] + intervals[right]
            #expect(Self.refusal(Participant.self, bytes)?.contains("in order and apart") == true)
        }
        // The custom rule "a" with the parameters "a" and "b", both empty.
        let rule: [UInt8] = [25, 1, 0x61, 2]
        let (a, b): ([UInt8], [UInt8]) = ([1, 0x61, 0], [1, 0x62, 0])
        #expect(Self.refusal(Rule.self, rule + a + b) == nil)
        for parameters in [b + a, a + a] {
            let found = Self.refusal(Rule.self, rule + parameters)
            #expect(found?.contains("parameters are not in order") == true)
        }
    }

    @Test func `the gaps of a service's channels come in order`() throws {
        var service = Service("s", in: "f", lasting: .minutes(30))
        service.channelGaps = [.video: .none, .phone: .none]
        var writer = ByteWriter()
        writer.value(service)
        let place = try #require(writer.bytes.firstRange(of: [2, 0, 0, 0, 1, 0, 0])).lowerBound
        for gaps: [UInt8] in [[2, 1, 0, 0, 0, 0, 0], [2, 1, 0, 0, 1, 0, 0]] {
            var bytes = writer.bytes
            bytes.replaceSubrange(place..<(place + 7), with: gaps)
            #expect(Self.refusal(Service.self, bytes)?.contains("gaps of channels") == true)
        }
    }

    // MARK: Sizes

    @Test func `a count that the bytes cannot hold is refused at once`() {
        var writer = ByteWriter()
        for count in [1, 2, 1 << 20, 1 << 40, UInt64(Int.max), .max] {
            writer = ByteWriter()
            writer.unsigned(count)
            let bytes = writer.bytes
            #expect(Self.refusal(String.self, bytes)?.contains("exceeds the bytes") == true)
            #expect(Self.refusal(Label.self, bytes)?.contains("exceeds the bytes") == true)
            #expect(Self.refusal(DayTimetable.self, bytes)?.contains("exceeds the bytes") == true)
            #expect(Self.refusal(Policy.self, bytes)?.contains("exceeds the bytes") == true)
        }
    }

    @Test func `a long list of nothing is refused at its first item`() {
        var writer = ByteWriter()
        let filler = [UInt8](repeating: 0xFF, count: 1 << 20)
        writer.count(filler.count)
        let refusal = Self.refusal(DayTimetable.self, writer.bytes + filler)
        #expect(refusal?.contains("64 bits") == true)
    }

    // MARK: Help

    private static func refusal<Value: ByteReader.Decodable>(
        _ type: Value.Type, _ bytes: [UInt8]
    ) -> String? {
        var reader = ByteReader(bytes, in: bytes.indices)
        return message { () throws(EncodingError) in _ = try Value(from: &reader) }
    }

    private static func refusal<Value: ByteReader.Decodable>(
        _ type: Value.Type, of numbers: Int64...
    ) -> String? {
        var writer = ByteWriter()
        for number in numbers { writer.signed(number) }
        return refusal(type, writer.bytes)
    }

    private static func message(_ body: () throws(EncodingError) -> Void) -> String? {
        do throws(EncodingError) {
            try body()
            return nil
        } catch {
            return error.description
        }
    }
}

extension [UInt8] {
    /// Why the bytes are no log, or `nil` if they are one.
    fileprivate var refusal: String? {
        do throws(EncodingError) {
            _ = try EventLog.decode(self)
            return nil
        } catch {
            return error.description
        }
    }
}
