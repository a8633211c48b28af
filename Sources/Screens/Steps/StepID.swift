/// The name of a page: its word in the draft and in text keys. Each page declares its own; `Flow.pages` lists them.
struct StepID: Hashable, Sendable {
    let rawValue: String

    init(_ rawValue: String) { self.rawValue = rawValue }

    /// The text key of the page's name in the rail and the steps list.
    var nameKey: String { "step.\(rawValue)" }
}
