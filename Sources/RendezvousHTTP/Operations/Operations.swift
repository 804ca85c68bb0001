/// The one table of the API: everything that is served, documented and allowed follows from it.
enum Operations {
    static let routes: [Route<Endpoint>] =
        CatalogueOperations.routes + OpeningOperations.routes + BookingOperations.routes
        + LifecycleOperations.routes + MeetingOperations.routes + WaitingOperations.routes
        + PersonOperations.routes + CaseworkOperations.routes + SupplyOperations.routes
        + JobOperations.routes + ReportOperations.routes + FeedOperations.routes
}
