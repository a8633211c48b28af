internal import GatewayHost

/// One line above the footer for an error or a result; never for help.
struct Message: Sendable, Equatable {
    var mark: NoteMark?
    var text: String

    static func plain(_ text: String) -> Message { Message(mark: nil, text: text) }
    static func ok(_ text: String) -> Message { Message(mark: .ok, text: text) }
    static func warning(_ text: String) -> Message { Message(mark: .warning, text: text) }
    static func error(_ text: String) -> Message { Message(mark: .error, text: text) }
}

extension Problem {
    /// What happened and the next step, as one text.
    var sentence: String { next.map { message + " " + $0 } ?? message }
}
