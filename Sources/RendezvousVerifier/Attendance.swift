import Rendezvous

/// One person's side of a meeting, counsellor or interpreter: rules 11, 13 and 14.
struct Attendance {
    let worker: Worker
    /// The worker's clock.
    let zone: ZoneRules
    let meeting: Examination
    let gap: Gap
    /// Their other appointments, without those that share the time of this one.
    let stays: [Stay]

    private var clock: Clock { Clock(zone: zone) }
    private var interval: Interval { meeting.interval }
    private var widened: Interval { interval.widened(by: gap) }

    /// Rule 11: inside the working time with the gap, or without where a policy says so.
    func workingTime() -> [Finding] {
        let needed = meeting.gapsMayLieOutside ? interval : widened
        let work = meeting.model.working(worker, by: zone) { $0.work(around: needed) }
        guard !work.all.contains(needed) else { return [] }
        return [
            Finding(
                .notWorking,
                "\(worker) works \(clock.text(work.all, around: needed)); "
                    + "needed \(clock.text(needed))")
        ]
    }

    /// Rule 11: no second of a meeting in the office is telework.
    func telework() -> [Finding] {
        guard meeting.placement.channel == .office else { return [] }
        let work = meeting.model.working(worker, by: zone) { $0.work(around: interval) }
        guard work.telework.overlaps(interval) else { return [] }
        return [
            Finding(
                .telework,
                "\(worker) works at a distance \(clock.text(work.telework, around: interval)); "
                    + "needed \(clock.text(interval))")
        ]
    }

    /// Rule 13: no other appointment at the same time.
    func overlaps() -> [Finding] {
        stays.filter { $0.interval.overlaps(interval) }.map { stay in
            Finding(
                .overlap, with: [stay.name],
                "\(worker): \(meeting.proposal.name) \(clock.text(interval)), "
                    + "\(stay.name) \(clock.text(stay.interval))")
        }
    }

    /// Rule 13: between neighbours, the larger of the gap after the one and before the other.
    func tooClose() -> [Finding] {
        let own = meeting.stay(keeping: gap)
        return stays.compactMap { other in
            guard let message = own.gapMissing(to: other, of: worker.description, clock) else {
                return nil
            }
            return Finding(.gap, with: [other.name], message)
        }
    }

    /// Rule 14: every floating break in force still fits into its window.
    func breaksNotKept() -> [Finding] {
        let breaks = meeting.model.working(worker, by: zone) {
            $0.floatingBreaks(overlapping: widened)
        }
        return breaks.compactMap { pause in
            let taken = IntervalSet(stays.map(\.widened) + [widened])
            let free = IntervalSet(pause.window).subtracting(taken)
            let longest = free.intervals.map(\.length).max() ?? .zero
            guard longest < pause.length else { return nil }
            let others = stays.filter { $0.widened.overlaps(pause.window) }.map(\.name)
            return Finding(
                .breakNotKept, with: others,
                "\(worker): break of \(pause.length) in \(clock.text(pause.window)), "
                    + "at most \(longest) left")
        }
    }
}

extension Stay {
    /// What is wrong if neither overlaps the other but the gap between them is too short.
    func gapMissing(to other: Stay, of person: String, _ clock: Clock) -> String? {
        guard !interval.overlaps(other.interval) else { return nil }
        let (earlier, later) = interval.start < other.interval.start ? (self, other) : (other, self)
        let gap = max(earlier.gap.after, later.gap.before)
        guard later.interval.start < earlier.interval.end + gap else { return nil }
        return "\(person): \(earlier.name) ends \(clock.text(earlier.interval.end)), gap \(gap), "
            + "\(later.name) starts \(clock.text(later.interval.start))"
    }
}
