import JSON5
import Secrets

extension ConfigSchema.Check {
    /// The member that violates the rule and the gateway's message; nil if it is satisfied.
    func violation(in value: Value) -> (member: Pointer, message: String)? {
        if let condition, value[condition].isTruthy != true { return nil }
        guard let subject = value.value(at: member) else { return nil }
        switch kind {
        case .duration:
            guard let text = subject.stringValue, !text.isEmpty, !Self.isDuration(text) else { return nil }
            return (member, message)
        case .clock:
            guard let text = subject.stringValue, !text.isEmpty else { return nil }
            return clockProblem(text).map { (member, $0) }
        case .notBoth:
            let isBroken =
                !(subject.arrayValue ?? []).isEmpty && !(other.flatMap { value[$0] }?.arrayValue ?? []).isEmpty
            return isBroken ? (.root, message) : nil
        }
    }

    /// A number with `ms`, `s`, `m`, `h`, `d` or no unit.
    private static func isDuration(_ text: String) -> Bool {
        let text = text.trimmedAsJavaScript.lowercased()
        let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return false }
        return ["", "ms", "s", "m", "h", "d"].contains(text.dropFirst(number.count))
    }

    private func clockProblem(_ text: String) -> String? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour <= 24, minute < 60
        else { return #"invalid time (use "HH:MM" 24h format)"# }
        guard hour == 24 else { return nil }
        if minute != 0 { return "invalid time (24:00 is the only allowed 24:xx value)" }
        return allowsMidnight ? nil : "invalid time (start cannot be 24:00)"
    }
}

extension Optional<Value> {
    fileprivate var isTruthy: Bool { self?.isTruthy ?? false }
}
