import FileTransactions
import GatewayHost
import Secrets
import TestSupport
import Testing

/// A purge takes the way of every other change: what it removes was searched for in the stores and backups as they are.
@Suite struct PurgePipelineTests {
    private let old = Fake.text(Fake.apiKey())

    /// A host whose key was replaced: its backup has a copy of the old one.
    private func host() throws -> TestHost {
        let host = TestHost(store: Stores.keyAndToken)
        try host.apply(.replace(id: "anthropic:key", .apiKey("N")))
        host.files.advance(milliseconds: 2000)
        return host
    }

    private func write(_ host: TestHost, _ change: (String) -> String) {
        if let text = host.files.text(TestHost.store) { host.files.addFile(TestHost.store, change(text)) }
    }

    @Test func whatTheGatewayWritesMeanwhileDoesNotMatterAndIsNotAskedAgain() throws {
        let host = try host()
        var (asked, writes) = (0, 0)
        let outcome = try host.live.purge(
            nil,
            retrying: host.snapshot(),
            confirm: { purge, isAgain in
                asked += 1
                #expect(!isAgain && purge.copies.count == 1)
                return .goOn
            },
            holding: { remove in
                writes += 1
                if writes == 1 {
                    write(host) { $0.replacingOccurrences("\"version\": 1,", "\"version\": 1, \"a\": 1,") }
                }
                return remove()
            }
        )
        guard case .applied(let purge, let receipt) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(asked == 1 && writes == 2)
        #expect(receipt.removed == purge.copies && !purge.copies.isEmpty)
        #expect(host.files.tree().paths(containing: old).isEmpty)
        #expect(host.files.text(TestHost.store)?.contains("\"a\": 1") == true)
    }

    @Test func aSecretThatIsInUseAgainKeepsItsCopies() throws {
        let host = try host()
        let outcome = try host.live.purge(
            nil,
            retrying: host.snapshot(),
            holding: { remove in
                write(host) { $0.replacingOccurrences(Fake.text(Fake.apiKey("N")), old) }
                return remove()
            }
        )
        guard case .nothing(let purge) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(purge.isEmpty)
        #expect(host.files.tree(TestHost.state + "/setup/backups").paths(containing: old).count == 1)
    }

    @Test func copiesThatCameMeanwhileAreShownAndAskedFor() throws {
        let host = try host()
        let backups = TestHost.state + "/setup/backups"
        var shown: [CopyPurge] = []
        let outcome = try host.live.purge(
            nil,
            retrying: host.snapshot(),
            confirm: { purge, isAgain in
                shown.append(purge)
                return isAgain ? .stop(code: 7) : .goOn
            },
            holding: { remove in
                _ = try? host.apply(.remove(id: "anthropic:token", agents: ["main"]))
                return remove()
            }
        )
        guard case .stopped(code: 7) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(shown.map(\.applyCount) == [1, 2])
        #expect(shown[1].profileIDs.contains("anthropic:token"))
        #expect(!host.files.tree(backups).paths(containing: old).isEmpty, "nothing was removed")
    }

    @Test func whoeverPurgedMeanwhileLeavesNothingToDo() throws {
        let host = try host()
        let outcome = try host.live.purge(
            "anthropic:key",
            retrying: host.snapshot(),
            holding: { remove in
                _ = try? host.live.purge(nil, retrying: host.snapshot())
                return remove()
            }
        )
        guard case .nothing = outcome else {
            Issue.record("\(outcome)")
            return
        }
    }

    @Test func storesThatNeverRestAreGivenUp() throws {
        let host = try host()
        var writes = 0
        let problem = #expect(throws: Problem.self) {
            _ = try host.live.purge(
                nil,
                retrying: host.snapshot(),
                turns: PipelineTurns.ofAPerson,
                holding: { remove in
                    writes += 1
                    write(host) { $0 + "\n" }
                    return remove()
                }
            )
        }
        #expect(writes == PipelineTurns.ofAPerson && problem?.code == "changed-meanwhile")
        #expect(problem?.details.last == "Nothing was changed.")
        #expect(host.files.tree(TestHost.state + "/setup/backups").paths(containing: old).count == 1)
    }
}
