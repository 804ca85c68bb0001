/// Why nothing was found (Documentation/Rules.md): each counsellor-day falls to the reason of the
/// start that got farthest.
extension Agenda {
    /// Counts the counsellor-days of a question that has no opening.
    ///
    /// - Complexity: as ``CounsellorDays/visit(_:)``.
    func shortage(of question: Question, at instant: Instant) -> Shortage {
        var counts: [Reason: Int] = [:]
        var total = 0
        var days = CounsellorDays(self, question, at: instant)
        days.visit { day in
            guard let reason = day.reason else { return }
            counts[reason, default: 0] += 1
            total += 1
        }
        return Shortage(
            counsellorDays: total,
            counts: Reason.allCases.compactMap { reason in
                counts[reason].map { Shortage.Count(reason, counsellorDays: $0) }
            })
    }
}
