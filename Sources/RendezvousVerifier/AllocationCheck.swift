package import Rendezvous

/// Checks places of the allocation core against its model, from the definitions of the model alone.
package enum AllocationCheck {
    /// What is wrong with places, one a request or none; nothing if all can stand together.
    ///
    /// - Complexity: O(*n* log *n*) in the places.
    package static func check(
        _ places: [Occupancy.Placed], of model: AllocationModel
    ) -> [String] {
        guard places.count == model.requestCount else {
            return ["places (\(places.count)) must be \(model.requestCount)"]
        }
        var wrong: [String] = []
        var cells: [Int: [Stay]] = [:]
        var members: [Int32: [Stay]] = [:]
        var participants: [Int32: [Stay]] = [:]
        for (request, place) in places.enumerated() where place.request >= 0 {
            guard Int(place.request) == request,
                model.entryRange(request).contains(Int(place.entry))
            else {
                wrong.append("request \(request): entry \(place.entry) is not its own")
                continue
            }
            let entry = model.entries[Int(place.entry)]
            let slot = model.slots[Int(entry.slot)]
            let shape = model.shapes[Int(slot.shape)]
            let (cell, start) = (Int(slot.cell), Int(place.start))
            guard start >= Int(entry.low), start <= Int(entry.high),
                isSet(model.allowed, Int(entry.slot) * model.words * 64 + start)
            else {
                wrong.append("request \(request): start \(start) is not allowed")
                continue
            }
            let first = Int(model.cells[cell].first) + start
            let stay = Stay(
                request: request, from: first, to: first + shape.length, before: shape.before,
                after: shape.after)
            cells[cell, default: []].append(stay)
            for (member, pool) in [
                (place.interpreter, entry.interpreters), (place.room, entry.rooms),
            ] {
                guard (member >= 0) == (pool >= 0),
                    pool < 0 || model.pools[Int(pool)].members.contains(member)
                else {
                    wrong.append("request \(request): \(member) is not of pool \(pool)")
                    continue
                }
                guard member >= 0 else { continue }
                let gap = model.memberGaps[Int(member)]
                members[member, default: []].append(
                    Stay(
                        request: request, from: stay.from, to: stay.to, before: gap, after: gap))
                let base = Int(member) * model.axisWords * 64
                if !(stay.from..<stay.to).allSatisfy({ isSet(model.free, base + $0) }) {
                    wrong.append("request \(request): \(member) is not free")
                }
            }
            if model.participants[request] >= 0 {
                participants[model.participants[request], default: []].append(stay.withoutGaps)
            }
        }
        for (cell, stays) in cells.sorted(by: { $0.key < $1.key }) {
            wrong += clashes(stays, "cell \(cell)")
            if stays.count > Int(model.cells[cell].limit) {
                wrong.append(
                    "cell \(cell): \(stays.count) places, at most \(model.cells[cell].limit)")
            }
        }
        for (member, stays) in members.sorted(by: { $0.key < $1.key }) {
            wrong += clashes(stays, "member \(member)")
        }
        for (number, stays) in participants.sorted(by: { $0.key < $1.key }) {
            wrong += clashes(stays, "participant \(number)")
        }
        return wrong
    }

    private struct Stay {
        let request: Int
        let from: Int
        let to: Int
        let before: Int
        let after: Int

        var withoutGaps: Stay {
            Stay(request: request, from: from, to: to, before: 0, after: 0)
        }
    }

    private static func isSet(_ words: [UInt64], _ bit: Int) -> Bool {
        words.indices.contains(bit / 64) && words[bit / 64] & (1 << UInt64(bit % 64)) != 0
    }

    private static func clashes(_ stays: [Stay], _ whose: String) -> [String] {
        let sorted = stays.sorted { ($0.from, $0.request) < ($1.from, $1.request) }
        return zip(sorted, sorted.dropFirst()).compactMap { one, next in
            one.to + max(one.after, next.before) <= next.from
                ? nil : "\(whose): requests \(one.request) and \(next.request) are too close"
        }
    }
}
