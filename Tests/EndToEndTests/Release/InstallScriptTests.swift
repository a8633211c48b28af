import Foundation
import Glibc
import TestSupport
import Testing

/// `install.sh`: what it installs, and that an uninstall leaves the tree as it was.
@Suite("Install script") struct InstallScriptTests {
    /// Every shell that may be `/bin/sh` somewhere; one that is not here is named in the output.
    static let shells: [[String]] = [
        ["/usr/bin/dash"], ["/usr/bin/busybox", "sh"], ["/usr/bin/bash", "--posix"],
        ["/usr/bin/zsh", "--emulate", "sh"],
    ].filter { Program.isInstalled($0[0]) }

    @Test(arguments: shells) func whatIsInstalledIsRemovedWithoutATrace(shell: [String]) throws {
        let archive = try StubArchive()
        let before = try FolderPicture(of: archive.home.root).contents
        let run = try archive.install(with: shell)
        #expect(run.status == 0 && run.errorText.isEmpty, "\(run.text)")
        let tree = try archive.tree()
        #expect(
            tree.keys.filter { tree[$0]?.kind != .folder }.sorted() == [
                "bin/openclaw-setup", "lib/openclaw-setup/install.sh", "lib/openclaw-setup/installed",
                StubArchive.program, "share/doc/openclaw-setup/README.md", StubArchive.page,
            ]
        )
        #expect(tree["bin/openclaw-setup"]?.kind == .link(to: "../lib/openclaw-setup/openclaw"))
        #expect(tree[StubArchive.program]?.mode == 0o755 && tree[StubArchive.page]?.mode == 0o644)
        #expect(try archive.shell("'\(archive.prefix)/bin/openclaw-setup'").outputText == "openclaw 1.0.0\n")

        let gone = try archive.shell(
            shell.joined(separator: " ") + " '\(archive.prefix)/lib/openclaw-setup/install.sh' --uninstall"
        )
        #expect(gone.status == 0 && gone.errorText.isEmpty, "\(gone.text)")
        #expect(try FolderPicture(of: archive.home.root).contents == before)
    }

    @Test func itGoesToTheHomeUnlessTold() throws {
        let archive = try StubArchive()
        let run = try archive.shell("'\(archive.folder)/install.sh'")
        #expect(run.status == 0 && archive.home.exists(archive.home.root + "/.local/bin/openclaw-setup"), "\(run.text)")
        let homeless = try archive.shell("unset HOME; '\(archive.folder)/install.sh'")
        #expect(homeless.status == 1 && homeless.errorText.contains("--prefix"), "\(homeless.text)")
    }

    @Test("a second run changes nothing, not even a time") func aSecondRunChangesNothing() throws {
        let archive = try StubArchive()
        #expect(try archive.install().status == 0)
        let before = try FolderPicture(of: archive.prefix)
        let run = try archive.install()
        #expect(run.status == 0 && run.outputText.contains("already"), "\(run.text)")
        #expect(try FolderPicture(of: archive.prefix) == before)
    }

    @Test("no file named openclaw comes into a folder of PATH") func nothingShadowsTheGateway() throws {
        let archive = try StubArchive()
        #expect(try archive.install().status == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: archive.prefix + "/bin") == ["openclaw-setup"])
    }

    @Test func anUpgradeAsksAndTakesAwayWhatIsOld() throws {
        let archive = try StubArchive()
        try archive.write(version: "1.0.0", adding: ["share/doc/openclaw-setup/old/OLD"])
        #expect(try archive.install().status == 0)
        let before = try FolderPicture(of: archive.prefix)
        try archive.write(version: "2.0.0")
        let refused = try archive.install()
        #expect(refused.status == 1 && refused.errorText.contains("--force"), "\(refused.text)")
        #expect(try FolderPicture(of: archive.prefix) == before)

        #expect(try archive.install(["--force"]).status == 0)
        #expect(!archive.home.exists(archive.prefix + "/share/doc/openclaw-setup/old/OLD"))
        #expect(try archive.shell("'\(archive.prefix)/bin/openclaw-setup'").outputText == "openclaw 2.0.0\n")
        #expect(try archive.install(["--uninstall"]).status == 0)
        #expect(try archive.tree().isEmpty)
    }

    @Test(arguments: [("n", 1), ("y", 0), ("", 1)]) func onATerminalItAsks(answer: String, code: Int32) throws {
        let archive = try StubArchive()
        try archive.home.write("somebody's own\n", to: archive.prefix + "/" + StubArchive.page)
        let terminal = try PseudoTerminal(
            "/bin/sh",
            [archive.folder + "/install.sh", "--prefix", archive.prefix],
            environment: archive.home.environment
        )
        try terminal.wait { $0.contains("Overwrite them? [y/N]") }
        terminal.send(bytes: answer + "\n")
        #expect(try terminal.waitForExit() == .exited(code))
        let isReplaced = try archive.home.read(archive.prefix + "/" + StubArchive.page) != "somebody's own\n"
        #expect(isReplaced == (code == 0))
        #expect(archive.home.exists(archive.prefix + "/bin") == (code == 0))
    }

    @Test("what somebody changed stays, unless told") func aChangedFileStays() throws {
        let archive = try StubArchive()
        #expect(try archive.install().status == 0)
        try archive.home.write("edited\n", to: archive.prefix + "/" + StubArchive.page)
        try archive.home.write("another\n", to: archive.prefix + "/share/another")
        let before = try archive.tree()
        let run = try archive.install(["--uninstall"])
        #expect(run.status == 1 && run.errorText.contains(StubArchive.page), "\(run.text)")
        #expect(try archive.tree() == before)
        #expect(try archive.install(["--uninstall", "--force"]).status == 0)
        #expect(try archive.tree().keys.sorted() == [".", "share", "share/another"])
    }

    // MARK: - What PATH means

    @Test func itTellsHowOpenclawComesToMeanIt() throws {
        let archive = try StubArchive()
        try archive.home.writeScript("#!/bin/sh\n", to: archive.home.root + "/bin/openclaw")
        let path = archive.home.root + "/bin:/usr/bin:/bin"
        let run = try archive.install(["--as-openclaw"], adding: ["PATH": path, "SHELL": "/bin/bash"])
        #expect(run.outputText.contains("means \(archive.home.root)/bin/openclaw"), "\(run.text)")
        let line = run.outputText.split(separator: "\n").first { $0.contains("export PATH=") }
        let advice = try #require(line)
        let tried = try archive.shell("PATH='\(path)'; \(advice); openclaw; command -v openclaw")
        #expect(tried.outputText == "openclaw 1.0.0\n\(archive.prefix)/\(StubArchive.program)\n", "\(tried.text)")
        let then = try archive.install(
            ["--as-openclaw"],
            adding: ["PATH": "\(archive.prefix)/lib/openclaw-setup:\(path)"]
        )
        #expect(then.outputText.contains("already means this program"), "\(then.text)")
    }

    @Test("a gateway that is not there is said") func aMissingGatewayIsSaid() throws {
        let run = try StubArchive().install(["--as-openclaw"])
        #expect(run.status == 0 && run.outputText.contains("no openclaw of the gateway"), "\(run.text)")
    }

    @Test("the line that it prints is one for this shell", arguments: ["a b", "it's", "dollar$HOME"])
    func aStrangePrefixIsQuoted(name: String) throws {
        let archive = try StubArchive()
        let run = try archive.install(["--prefix", archive.home.root + "/" + name, "--as-openclaw"])
        #expect(run.status == 0, "\(run.text)")
        let line = try #require(run.outputText.split(separator: "\n").first { $0.contains("export PATH=") })
        #expect(try archive.shell("\(line); openclaw").outputText == "openclaw 1.0.0\n")
    }
}
