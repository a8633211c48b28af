import FileTransactions
import GatewayHost
import JSON5
import TestSupport
import Testing

/// The gateway's recorded `models status`, compared by the rules in `Goldens/gateway/README.md`.
///
/// Every key and value of `--json` (ours may have more), exit codes, `--plain` exactly, of the text all golden lines in
/// order, with masks cut to four characters. Reading changes nothing.
@Suite struct GoldenStatusTests {
    @Test func aReportSaysWhatTheGatewaySays() throws {
        var tally = GoldenTally("status", .current)
        for golden in try Self.goldens() {
            let example = try StatusCase(golden)
            tally.compare(example.name, golden, example.differences)
        }
        tally.report()
    }

    @Test func readingChangesNoFile() throws {
        for golden in try Self.goldens() {
            let example = try StatusCase(golden)
            #expect(example.filesAfter == example.filesBefore, "\(example.name)")
        }
    }

    private static func goldens() throws -> [Value] {
        try GoldenFolder.current.files(in: "status").compactMap { try GoldenFolder.current.read("status/\($0)") }
    }
}

/// One recorded case, and our result for the same files.
private struct StatusCase {
    let name: String
    /// What is missing or different on our side; empty if nothing.
    let differences: [GoldenDifference]
    let filesBefore: FileTree
    let filesAfter: FileTree

    init(_ golden: Value) throws {
        name = golden["name"]?.stringValue ?? "?"
        let host = StatusHost(golden: golden)
        filesBefore = host.files.tree()
        let comparing = Comparing(golden: golden, host: host)
        differences = try comparing.differences()
        filesAfter = host.files.tree()
    }
}

extension StatusHost {
    /// The machine of a recorded case.
    fileprivate init(golden: Value) {
        let isOverride = golden["stateDir"]?.stringValue == "OPENCLAW_STATE_DIR"
        let state = isOverride ? "/golden-state" : "/home/jo/.openclaw"
        let texts = { (key: String) in
            (golden[key]?.objectValue ?? [:]).map {
                ($0.key, $0.value.stringValue?.replacing("<STATE>", with: state) ?? "")
            }
        }
        self.init(
            Dictionary(texts("files")) { $1 },
            environment: Dictionary(texts("env")) { $1 },
            state: state,
            now: golden["now"]?.intValue ?? 0
        )
        if isOverride { environment["OPENCLAW_STATE_DIR"] = state }
    }
}

/// Compares the recorded output of one case with ours.
private struct Comparing {
    let golden: Value
    let host: StatusHost

    func differences() throws -> [GoldenDifference] {
        let arguments = golden["args"]?.arrayValue?.compactMap(\.stringValue) ?? []
        #expect(arguments.isEmpty || arguments.first == "--agent")
        do throws(Problem) {
            let report = try host.report(agent: arguments.last)
            return document(report) + text(report) + plain(report) + exitCode(report)
        } catch {
            return failure(error)
        }
    }

    private func document(_ report: StatusReport) -> [GoldenDifference] {
        guard let expected = golden["json"]?["parsed"], expected != .null else {
            return [GoldenDifference("json", "an error was expected")]
        }
        return expected.cuttingMasks.missing(in: report.document.replacingState(host.state), at: "json")
    }

    private func text(_ report: StatusReport) -> [GoldenDifference] {
        let expected = golden["text"]?["stdout"]?.stringValue ?? ""
        let lines = report.lines.map { $0.replacing(host.state, with: "<STATE>") }
        return expected.cuttingMasks.missingLines(in: lines, at: "text")
    }

    private func plain(_ report: StatusReport) -> [GoldenDifference] {
        GoldenDifference.between("plain", report.plain + "\n", golden["plain"]?["stdout"]?.stringValue)
    }

    private func exitCode(_ report: StatusReport) -> [GoldenDifference] {
        GoldenDifference.between("check", Int64(report.checkExitCode), golden["checkExitCode"]?.intValue)
    }

    private func failure(_ problem: Problem) -> [GoldenDifference] {
        let expected = golden["json"]?["stderr"]?.stringValue ?? ""
        let isError = golden["json"]?["exitCode"]?.intValue == 1 && golden["checkExitCode"]?.intValue == 1
        return isError && expected == problem.message + "\n" ? [] : [GoldenDifference("error", problem.message)]
    }
}

extension Value {
    fileprivate func replacingState(_ state: String) -> Value {
        switch self {
        case .string(let text): .string(text.replacing(state, with: "<STATE>"))
        case .array(let elements): .array(elements.map { $0.replacingState(state) })
        case .object(let members): .object(Members(members.map { ($0.key, $0.value.replacingState(state)) }))
        case .null, .bool, .number: self
        }
    }
}
