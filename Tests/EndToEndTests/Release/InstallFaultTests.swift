import Foundation
import Glibc
import Testing

/// `install.sh` where it cannot succeed: clear words, and nothing half done.
@Suite("Install script that cannot succeed") struct InstallFaultTests {
    /// Expects a refusal with these words that leaves the prefix as it is.
    private func expectRefusal(
        _ archive: StubArchive,
        _ arguments: [String] = [],
        says words: [String],
        behind prefix: [String] = [],
        adding variables: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try archive.tree()
        let run = try archive.install(arguments, behind: prefix, adding: variables)
        #expect(run.status == 1, "\(run.text)", sourceLocation: sourceLocation)
        for word in words + ["Error: ", "Nothing was changed."] {
            #expect(run.errorText.contains(word), "\(run.text)", sourceLocation: sourceLocation)
        }
        #expect(try archive.tree() == before, sourceLocation: sourceLocation)
    }

    // MARK: - The archive

    @Test(arguments: ["install.sh", StubArchive.program, StubArchive.page]) func damageIsFound(name: String) throws {
        let archive = try StubArchive()
        #expect(try archive.shell("printf x >> '\(archive.folder)/\(name)'").status == 0)
        try expectRefusal(archive, ["--force"], says: ["\(name) is damaged", "again"])
    }

    @Test func aMissingFileIsNamed() throws {
        let archive = try StubArchive()
        try FileManager.default.removeItem(atPath: archive.folder + "/" + StubArchive.page)
        try expectRefusal(archive, says: ["\(StubArchive.page) is missing"])
        try archive.write(version: "1.0.0")
        try FileManager.default.removeItem(atPath: archive.folder + "/SHA256SUMS")
        try expectRefusal(archive, says: ["SHA256SUMS is missing"])
    }

    @Test("a name that leads out of the archive is refused", arguments: ["../x", "/etc/x", "lib/../../x", "lib/a b"])
    func aWayOutIsRefused(name: String) throws {
        let archive = try StubArchive()
        let line = String(repeating: "0", count: 64) + "  " + name
        #expect(try archive.shell("echo '\(line)' >> '\(archive.folder)/SHA256SUMS'").status == 0)
        try expectRefusal(archive, says: ["SHA256SUMS is damaged"])
    }

    @Test("sums that leave out the program are refused") func cutSumsAreRefused() throws {
        let archive = try StubArchive()
        #expect(try archive.shell("cd '\(archive.folder)' && sed -i /openclaw$/d SHA256SUMS").status == 0)
        try expectRefusal(archive, says: ["does not list the program"])
    }

    @Test("a program for another machine is refused") func aForeignProgramIsRefused() throws {
        let archive = try StubArchive()
        try archive.home.writeScript("#!/no/such/loader\n", to: archive.folder + "/" + StubArchive.program)
        try archive.writeSums()
        try expectRefusal(archive, says: ["does not run here", "(Linux on "])
    }

    // MARK: - The target

    @Test(arguments: ["", "/share", "/share/man", "/bin"]) func aFileInTheWayIsNamed(place: String) throws {
        let archive = try StubArchive()
        try archive.home.write("in the way", to: archive.prefix + place)
        let run = try archive.install(["--force"])
        #expect(run.status == 1 && run.errorText.contains("\(archive.prefix)\(place) is in the way"), "\(run.text)")
        #expect(try archive.home.read(archive.prefix + place) == "in the way")
    }

    @Test(arguments: ["bin/openclaw-setup", StubArchive.program]) func aFolderInTheWayIsNamed(place: String) throws {
        let archive = try StubArchive()
        try archive.home.write("x", to: archive.prefix + "/\(place)/x")
        try expectRefusal(archive, ["--force"], says: ["\(archive.prefix)/\(place) is in the way"])
    }

    @Test func anUnwritablePrefixIsNamed() throws {
        let archive = try StubArchive()
        try FileManager.default.createDirectory(atPath: archive.prefix, withIntermediateDirectories: true)
        try archive.home.giveAway()
        try archive.home.setMode(0o555, of: archive.prefix)
        try expectRefusal(
            archive,
            says: ["\(archive.prefix) cannot be written by you"],
            behind: Unprivileged.prefix
        )
        try archive.home.setMode(0o755, of: archive.prefix)
    }

    /// The size lets the folders and the first files in, and not the last.
    @Test("a full disk leaves nothing behind") func aFullDiskLeavesNothing() throws {
        let archive = try StubArchive()
        let filler = "head -c 300000 /dev/zero > '\(archive.folder)/share/doc/openclaw-setup/README.md'"
        #expect(try archive.shell(filler).status == 0)
        try archive.writeSums()
        try FileManager.default.createDirectory(atPath: archive.prefix, withIntermediateDirectories: true)
        // The mount is seen inside its namespace only, so the tree is listed there too.
        let mounts = Mounts.prefix("mount -t tmpfs -o size=128k none '\(archive.prefix)'")
        let line =
            "\(archive.folder)/install.sh --prefix \(archive.prefix); code=$?; find \(archive.prefix); exit $code"
        let run = try ChildProcess(
            command: mounts + ["/bin/sh", "-c", line],
            environment: archive.home.environment,
            folder: archive.home.root
        ).run()
        #expect(run.status == 1 && run.errorText.contains("No space left"), "\(run.text)")
        #expect(run.outputText == archive.prefix + "\n", "\(run.text)")
    }

    /// Every tool fails at its first, second, ... call, until a run gets through.
    @Test(
        "whichever call fails, all is as before",
        arguments: ["cp", "mv", "ln", "mkdir", "chmod", "cat"],
        [false, true]
    ) func everyFailureIsTakenBack(tool: String, isUpgrade: Bool) throws {
        let archive = try StubArchive()
        if isUpgrade {
            try archive.write(version: "1.0.0", adding: ["share/doc/openclaw-setup/old/OLD"])
            #expect(try archive.install().status == 0)
            try archive.write(version: "2.0.0")
        }
        let before = try archive.tree()
        var failures = 0
        for call in 1...60 {
            let counter = archive.home.root + "/counter"
            let wrapper = """
                #!/bin/sh
                n=0; [ ! -f '\(counter)' ] || read -r n < '\(counter)'
                n=$((n + 1)); echo $n > '\(counter)'
                [ $n != \(call) ] || { echo "No space left on device" >&2; exit 1; }
                exec /bin/\(tool) "$@"

                """
            try? FileManager.default.removeItem(atPath: counter)
            let tools = try archive.tools(without: [], wrapping: [tool: wrapper])
            let run = try archive.install(["--force"], adding: ["PATH": tools])
            guard run.status != 0 else { break }
            failures += 1
            #expect(run.status == 1 && run.errorText.contains("Nothing was changed."), "\(call): \(run.text)")
            #expect(try archive.tree() == before, "\(tool), call \(call)")
        }
        // An upgrade makes no folder, and a second name that cannot be made is a copy instead.
        #expect(failures > 0 || isUpgrade && ["mkdir", "ln"].contains(tool), "\(tool)")
        #expect(try archive.shell("'\(archive.prefix)/bin/openclaw-setup'").status == 0)
    }

    // MARK: - The machine

    @Test(arguments: ["cp", "sed", "readlink"]) func aMissingToolIsNamed(tool: String) throws {
        let archive = try StubArchive()
        let tools = try archive.tools(without: [tool])
        try expectRefusal(archive, says: ["\"\(tool)\" is not on PATH"], adding: ["PATH": tools])
    }

    @Test func withoutASumNothingIsInstalled() throws {
        let archive = try StubArchive()
        let tools = try archive.tools(without: ["sha256sum"])
        try expectRefusal(archive, says: ["SHA-256", "cannot be checked"], adding: ["PATH": tools])
    }

    @Test(arguments: [["--nonsense"], ["--prefix"]]) func anUnknownWordShowsTheUsage(words: [String]) throws {
        let archive = try StubArchive()
        let run = try archive.install(words)
        #expect(run.status == 64 && run.errorText.contains("Usage:"))
        #expect(try archive.tree().isEmpty)
    }

    @Test func whatIsNotInstalledCannotBeRemoved() throws {
        try expectRefusal(try StubArchive(), ["--uninstall"], says: ["is not installed below"])
    }

    @Test("no network: it runs where there is none") func itNeedsNoNetwork() throws {
        let archive = try StubArchive()
        let alone = ["/usr/bin/unshare", "--net"] + (geteuid() == 0 ? [] : ["--map-root-user"])
        #expect(try archive.install(behind: alone).status == 0)
    }
}
