import FileTransactions
import JSON5
import TestSupport
import Testing

@testable import GatewayConfig

@Suite struct ConfigOnDiskTests {
    private let files = InMemoryFileSystem()

    private func host(_ environment: [String: String] = ["HOME": "/h"]) -> HostEnvironment {
        HostEnvironment.read(PathContext(environment: environment, workingDirectory: "/cwd"), files)
    }

    private func snapshot() -> ConfigSnapshot {
        let host = host()
        return ConfigSnapshot.read(host.paths, host.layers, .builtIn, files.configReader)
    }

    @Test func configurationIsReadWithItsDigest() {
        files.addFolder("/h/.openclaw")
        files.addFile("/h/.openclaw/openclaw.json", "{gateway: {$include: './gw'}}")
        files.addFile("/h/.openclaw/gw", "{mode: 'local'}")
        let snapshot = snapshot()
        #expect(snapshot.value(at: ["gateway", "mode"]) == "local")
        #expect(snapshot.sources.map { $0.file.onDisk?.mode } == [0o600, 0o600])
        #expect(snapshot.sources[1].file.onDisk?.digest == Digest(of: Array("{mode: 'local'}".utf8)))
    }

    @Test func missingFolderIsAMissingConfiguration() {
        let snapshot = snapshot()
        #expect(!snapshot.exists)
        #expect(snapshot.problem == nil)
        #expect(snapshot.file?.onDisk?.realPath == "/h/.openclaw/openclaw.json")
    }

    @Test func folderInPlaceOfTheFileIsAProblem() {
        files.addFolder("/h/.openclaw/openclaw.json")
        guard case .unreadable(let error) = snapshot().problem else {
            Issue.record("no problem")
            return
        }
        #expect(error.path == "/h/.openclaw/openclaw.json")
    }

    @Test func unreadableIncludeIsAProblemWithItsReason() {
        files.addFolder("/h/.openclaw")
        files.addFile("/h/.openclaw/openclaw.json", "{$include: './gw'}")
        files.addFolder("/h/.openclaw/gw")
        guard case .include(let error) = snapshot().problem,
            case .unreadable(_, resolved: let path, let cause) = error.problem
        else {
            Issue.record("no include error")
            return
        }
        #expect(path == "/h/.openclaw/gw")
        #expect(cause != nil)
    }

    @Test func unreadableDotenvIsPassedOverAndNamed() {
        files.addFolder("/cwd/.env")
        files.addFolder("/h/.openclaw")
        files.addFile("/h/.openclaw/.env", "A=1")
        let host = host()
        #expect(host.layers["A"] == "1")
        #expect(host.unreadableFiles.map(\.path) == ["/cwd/.env"])
    }

    @Test func readingMakesNothing() {
        files.addFolder("/h/.openclaw")
        files.addFile("/h/.openclaw/openclaw.json", "{}")
        let before = files.tree()
        _ = snapshot()
        #expect(files.tree() == before)
    }
}
