import Foundation
import TestSupport
import Testing

/// The program that writes databases, `Tests/SQLitePeer`.
enum SQLitePeer {
    /// - Parameter command: what it is started by, as `strace` with its arguments.
    static func start(_ arguments: [String], behind command: [String] = []) throws -> PeerProcess {
        try PeerProcess("openclaw-sqlite-peer", arguments, behind: command)
    }

    /// Runs statements in a database, which is then closed.
    /// - Parameter dies: whether the program is killed instead of closing it.
    static func run(_ sql: String, in path: String, dies: Bool = false) throws {
        let peer = try start(["run", path, sql] + (dies ? ["die"] : []))
        let answer = try peer.finish()
        #expect(answer.isEmpty, "\(answer)")
        #expect(peer.process.terminationReason == (dies ? .uncaughtSignal : .exit))
    }
}
