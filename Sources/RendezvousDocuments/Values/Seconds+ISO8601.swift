public import Rendezvous

extension Seconds {
    /// The length of an ISO 8601 text in hours, minutes and seconds, or `nil` if `text` is anything
    /// else: `PT24H`, `PT1H30M`.
    public init?(iso8601 text: String) {
        guard let length = TextForms.seconds(text) else { return nil }
        self = length
    }
}
