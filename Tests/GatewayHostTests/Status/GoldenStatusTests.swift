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
        var tally = try GoldenTally("status")
        for file in try GoldenFolder.files(in: "status") {
            let golden = try StatusCase(GoldenFolder.read("status/\(file)"))
            tally.compare(golden.name, matches: golden.differences.isEmpty, golden.differences.joined(separator: "\n"))
        }
        tally.report()
    }

    @Test func readingChangesNoFile() throws {
        for file in try GoldenFolder.files(in: "status") {
            let golden = try StatusCase(GoldenFolder.read("status/\(file)"))
            #expect(golden.filesAfter == golden.filesBefore, "\(golden.name)")
        }
    }
}

/// One recorded case, and our result for the same files.
private struct StatusCase {
    let name: String
    /// What is missing or different on our side; empty if nothing.
    let differences: [String]
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

    func differences() throws -> [String] {
        let arguments = golden["args"]?.arrayValue?.compactMap(\.stringValue) ?? []
        #expect(arguments.isEmpty || arguments.first == "--agent")
        do throws(Problem) {
            let report = try host.report(agent: arguments.last)
            return document(report) + text(report) + plain(report) + exitCode(report)
        } catch {
            return failure(error)
        }
    }

    private func document(_ report: StatusReport) -> [String] {
        guard let expected = golden["json"]?["parsed"], expected != .null else {
            return ["json: an error was expected"]
        }
        return expected.cuttingMasks.missing(in: report.document.replacingState(host.state), at: "json")
    }

    private func text(_ report: StatusReport) -> [String] {
        var rest = report.lines.map { $0.replacing(host.state, with: "<STATE>") }[...]
        let expected = (golden["text"]?["stdout"]?.stringValue ?? "").split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        // The text ends with a line break.
        for line in expected.dropLast() {
            guard let index = rest.firstIndex(of: String(line).cuttingMasks) else { return ["text: no line \(line)"] }
            rest = rest[(index + 1)...]
        }
        return []
    }

    private func plain(_ report: StatusReport) -> [String] {
        golden["plain"]?["stdout"]?.stringValue == report.plain + "\n" ? [] : ["plain: \(report.plain)"]
    }

    private func exitCode(_ report: StatusReport) -> [String] {
        golden["checkExitCode"]?.intValue == Int64(report.checkExitCode) ? [] : ["check: \(report.checkExitCode)"]
    }

    private func failure(_ problem: Problem) -> [String] {
        let expected = golden["json"]?["stderr"]?.stringValue ?? ""
        let isError = golden["json"]?["exitCode"]?.intValue == 1 && golden["checkExitCode"]?.intValue == 1
        return isError && expected == problem.message + "\n" ? [] : ["error: \(problem.message)"]
    }
}

extension Value {
    /// The paths that are missing or different in a value that may have more members; member order matters.
    fileprivate func missing(in other: Value?, at path: String) -> [String] {
        guard let other else { return ["\(path): missing"] }
        switch (self, other) {
        case (.object(let mine), .object(let others)):
            let order = others.keys.filter { mine[$0] != nil }
            return (order == mine.keys ? [] : ["\(path): keys \(order)"])
                + mine.flatMap { $0.value.missing(in: others[$0.key], at: "\(path).\($0.key)") }
        case (.array(let mine), .array(let others)):
            guard mine.count == others.count else { return ["\(path): \(others.count) elements"] }
            return zip(mine, others).enumerated().flatMap { index, pair in
                pair.0.missing(in: pair.1, at: "\(path)[\(index)]")
            }
        default: return self == other ? [] : ["\(path): \(other.json())"]
        }
    }

    fileprivate func replacingState(_ state: String) -> Value {
        switch self {
        case .string(let text): .string(text.replacing(state, with: "<STATE>"))
        case .array(let elements): .array(elements.map { $0.replacingState(state) })
        case .object(let members): .object(Members(members.map { ($0.key, $0.value.replacingState(state)) }))
        case .null, .bool, .number: self
        }
    }
}
