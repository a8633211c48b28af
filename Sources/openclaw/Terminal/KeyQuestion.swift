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
                var answer: Answer?
                terminal.withInput { answer = meaning($0, keys) }
                guard let answer else { continue }
                terminal.write("\(answer.echo)\r\n")
                return answer
            case .signal(SIGWINCH), .signal(SIGCONT), .signal(SIGTSTP), .timedOut, .other: continue
            case .signal(let number): return .left(code: 128 + number)
            case .hungUp: return .left(code: 128 + SIGHUP)
            }
        }
    }

    /// Several bytes at once are a paste or an arrow key, so no answer. A key and the Enter behind it are one, because
    /// fast typing and slow lines join them; Ctrl-C pressed several times counts as one Ctrl-C.
    nonisolated static func meaning(_ bytes: some BidirectionalCollection<UInt8>, _ keys: [Character]) -> Answer? {
        guard let byte = bytes.first else { return nil }
        if bytes.allSatisfy({ $0 == 0x03 }) { return .left(code: 130) }
        let isEnter = { (byte: UInt8) in byte == 0x0D || byte == 0x0A }
        let typed = bytes.reversed().drop(while: isEnter).count
        if typed == 0 { return bytes.count <= 2 ? .enter : nil }
        guard typed == 1 else { return nil }
        if byte == 0x1B || byte == 0x04 { return bytes.count == 1 ? .left(code: 130) : nil }
        let key = Character(Unicode.Scalar(byte)).lowercased()
        return keys.first { String($0) == key }.map { .key($0) }
    }
}

extension KeyQuestion.Answer {
    fileprivate var echo: String {
        if case .key(let key) = self { String(key) } else { "" }
    }
}
