internal import GatewayHost
internal import Glibc
internal import TerminalUI

/// A question that one key press answers. Input is not echoed, because a secret could be pasted by mistake.
@MainActor
enum KeyQuestion {
    enum Answer: Equatable {
        case key(Character)
        /// Enter: the safe default.
        case enter
        case left(code: Int32)
    }

    /// Waits for one of the keys (case-insensitive), Enter, Escape or Ctrl-C; nil without a terminal.
    static func ask(_ question: String, keys: [Character]) -> Answer? {
        guard let terminal = RawTerminal(enter: "", reset: "") else { return nil }
        defer { terminal.close() }
        terminal.write("\(question) ")
        while true {
            switch terminal.next() {
            case .input:
                var first: UInt8 = 0
                var count = 0
                terminal.withInput { buffer in
                    first = buffer.first ?? 0
                    // Ctrl-C pressed several times counts as one Ctrl-C.
                    count = buffer.allSatisfy { $0 == 0x03 } ? 1 : buffer.count
                }
                guard let answer = meaning(first, count, keys) else { continue }
                terminal.write("\(answer.echo)\r\n")
                return answer
            case .signal(SIGWINCH), .signal(SIGCONT), .signal(SIGTSTP), .timedOut, .other: continue
            case .signal(let number): return .left(code: 128 + number)
            case .hungUp: return .left(code: 128 + SIGHUP)
            }
        }
    }

    /// Several bytes at once are a paste or an arrow key, so no answer.
    private static func meaning(_ byte: UInt8, _ count: Int, _ keys: [Character]) -> Answer? {
        guard count == 1 else { return nil }
        switch byte {
        case 0x0D, 0x0A: return .enter
        case 0x1B, 0x03, 0x04: return .left(code: 130)
        default: break
        }
        let typed = Character(Unicode.Scalar(byte)).lowercased()
        return keys.first { String($0) == typed }.map { .key($0) }
    }
}

extension KeyQuestion.Answer {
    fileprivate var echo: String {
        if case .key(let key) = self { String(key) } else { "" }
    }
}
