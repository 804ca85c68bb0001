/// Everything that can be asked for over HTTP; the raw value is the `operationId` of the OpenAPI
/// document.
public enum ServiceOperation: String, Hashable, Sendable, CaseIterable {
    // What anybody may see.
    case openAPI, catalogue, checklist, openings, feed
    // From an opening to an appointment, and what becomes of it.
    case hold, book, appointments, appointment, openingsToMove, reschedule, cancel
    case propose, consent, arrive, identify, begin, changeMode, invite, admit, complete, noShow
    case passes, checkPass, calendar
    // The waiting list and series.
    case enlist, waitingList, offer, withdraw, series
    // The telephone line.
    case callBack
    // People: registration, casework, their own view.
    case me, personFile, agreements, register, casework, noteParticipant
    case contactDetails, setContactDetails, personalData, erase
    case contactsDue, contactOutlook, waitingTimes
    // Working time and staff.
    case declare, correctDeclaration, withdrawDeclaration, clock, voidClock
    case timetable, presence, endangered
    // Rules and supply.
    case policies, setPolicy, withdrawPolicy, setRule, whatIf, repair, change
    // Plans and simulations, as jobs.
    case plan, simulate, jobs, job, cancelJob, jobResult, bookPlan
    // Figures, audit, outbox, the journal, feeds.
    case usage, audit, auditHead, notices, markDelivered, compact
    case makeFeed, feeds, revokeFeed
}
