import Foundation
import TestSupport
import Testing

/// Text leaves the program in a single place: checked in the sources, in the object files built from them, and in a
/// running program.
@Suite("One way out") struct OneWayOutTests {
    /// The files that may write bytes, the functions they use, and what those bytes are.
    private static let writers: [String: String] = [
        "TerminalUI/TextStream.swift": "write",  // Text.
        "FileTransactions/SystemFileSystem.swift": "write",  // Files.
        "ChildProgram/Cancellation.swift": "write",  // A bell of one byte.
        "ChildProgram/MemoryFile.swift": "write",  // What a child reads.
        "ChildProgram/TerminalChild.swift": "write",  // The keyboard of a child.
        "CSystem/signals.c": "write",  // A bell of one byte, and constant sequences on a crash.
        "CSystem/sockets.c": "send",  // A question to the kernel.
        "CSystem/process.c": "send write",  // What a child reads, and why it could not be started.
    ]

    /// Functions of libc and of Swift that write to a descriptor or a stream.
    private static let functions: Set<String> = [
        "write", "writev", "pwrite", "pwrite64", "pwritev", "fwrite", "fputs", "fputc", "puts", "putchar", "putc",
        "printf",
        "fprintf", "vprintf", "vfprintf", "dprintf", "vdprintf", "perror", "psignal", "syslog", "send", "sendto",
        "sendmsg",
        "sendfile", "splice", "__printf_chk", "__fprintf_chk", "$ss5print_9separator10terminatoryypd_S2StF",
        "$ss10debugPrint_9separator10terminatoryypd_S2StF",
    ]

    /// The object files show which functions a source needs, however it is written.
    @Test func onlyTheKnownFilesNeedAFunctionThatWrites() throws {
        // Always the debug build, because a release has one object file per target.
        let build = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let sources = try Self.sources()
        var found: [String: [String]] = [:]
        var objects = 0
        for target in [
            "Anthropic", "CSystem", "CResources", "ChildProgram", "Credentials", "FileTransactions", "GatewayConfig",
            "GatewayHost",
            "JSON5", "NcursesTerminal", "Screens", "Secrets", "TerminalUI", "openclaw",
        ] {
            let folder = build.appendingPathComponent(target + ".build")
            for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".o") {
                // A build folder may contain objects of deleted sources.
                guard sources.contains(target + "/" + file.dropLast(2)) else { continue }
                objects += 1
                let needed = try ObjectFile(folder.appendingPathComponent(file)).undefinedSymbols
                let writing = needed.intersection(Self.functions).sorted()
                if !writing.isEmpty { found[target + "/" + file.dropLast(2)] = writing }
            }
        }
        #expect(objects > 300)
        #expect(found == Self.writers.mapValues { $0.split(separator: " ").map(String.init) })
    }

    /// `Target/File.swift` of all built sources.
    private static func sources() throws -> Set<String> {
        var root = URL(fileURLWithPath: #filePath)
        while root.lastPathComponent != "Tests" { root.deleteLastPathComponent() }
        let folder = root.appendingPathComponent("../Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return Set(
            paths.compactMap { path in
                let parts = path.split(separator: "/")
                guard parts.count > 1, let target = parts.first, let file = parts.last else { return nil }
                return "\(target)/\(file)"
            }
        )
    }

    /// Traces the system calls of a run: everything written to its streams is requested output, in one call per text.
    @Test(arguments: [
        "models status --json", "models status", "config validate", "models auth list", "config get agents",
    ])
    func eachTextIsOneWrite(command: String) throws {
        let hostile = try HostileHome()
        let trace = hostile.home.root + "/trace"
        let run = try hostile.home.run(
            command.split(separator: " ").map(String.init),
            behind: [
                "/usr/bin/strace", "-f", "-qq", "-s", "0", "-e", "trace=write,writev,pwrite64,sendto,sendmsg", "-o",
                trace,
            ]
        )
        let calls = try hostile.home.read(trace).split(separator: "\n")
        let sizes = calls.compactMap { $0.firstMatch(of: /write\(1, .* = (\d+)$/).flatMap { Int($0.1) } }
        #expect(sizes.reduce(0, +) == run.output.count && sizes.count == (run.output.isEmpty ? 0 : 1), "\(calls)")
        #expect(
            !calls.contains {
                $0.contains("writev(1,") || $0.contains("writev(2,") || $0.contains("send(1,")
                    || $0.contains("sendto(1,")
            }
        )
    }
}
