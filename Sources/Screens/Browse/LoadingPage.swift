package import GatewayHost
package import TerminalUI

/// The static page shown while a host with very many profiles is read; it shows their number.
///
/// It names no keys, because none is handled before the screen is ready; keys typed meanwhile go to that screen.
///
///     let page = LoadingPage(.profiles, texts: texts, user: "jo", hostName: "gw-01")
///     page.draw(10_000, on: &canvas, capabilities)
package struct LoadingPage: Sendable {
    /// The screen being loaded; the raw value is the prefix of its text keys.
    package enum Kind: String, Sendable {
        case home, profiles, parameters
    }

    private let kind: Kind
    private let texts: Texts
    private let user: String
    private let hostName: String

    /// The page is shown if loading takes longer than this, in milliseconds.
    package static let patience: Int64 = 100

    package init(_ kind: Kind, texts: Texts, user: String, hostName: String) {
        self.kind = kind
        self.texts = texts
        self.user = user
        self.hostName = hostName
    }

    /// Draws the whole canvas and returns the cursor position; `count` is the number of profiles found so far.
    package func draw(_ count: Int, on canvas: inout Canvas, _ capabilities: TerminalCapabilities) -> Point? {
        let words = Words(texts: texts, isNarrow: FrameLayout.isNarrow(canvas.size))
        let frame = BrowseFrame(
            words: words,
            marks: Marks(capabilities),
            size: canvas.size,
            header: BrowseHeader(title: words(kind.rawValue + ".header"), user: user, host: hostName, scope: ""),
            message: nil,
            keys: .writing,
            enterLabel: ""
        )
        return frame.draw(on: &canvas) { canvas, area in
            let text = words("loading", count: count, ["count": Self.grouped(count)])
            for (row, line) in TextWrap.lines(text, columns: area.columns).prefix(area.rows).enumerated() {
                canvas.put(line, at: area.inset(top: row).origin, limit: area.columns)
            }
            return area.origin
        }
    }

    /// The same as a line.
    package func line(_ count: Int) -> String {
        Words(texts: texts, isNarrow: false)("loading", count: count, ["count": Self.grouped(count)])
    }

    /// With thousands separated, such as `10 000`.
    private static func grouped(_ count: Int) -> String {
        let digits = Array(String(count))
        let parts = stride(from: digits.count, to: 0, by: -3).reversed().map { end in
            String(digits[max(0, end - 3)..<end])
        }
        return parts.joined(separator: " ")
    }
}
