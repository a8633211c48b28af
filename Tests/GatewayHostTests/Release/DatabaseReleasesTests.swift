import CredentialStores
import GatewayHost
import Testing

/// What a release accepts of a database, by what speaks for it on a host.
@Suite struct DatabaseReleasesTests {
    private func rules(_ items: (ReleaseEvidence.Source, String)...) -> DatabaseRules {
        let evidence = ReleaseEvidence(items.map { ReleaseEvidence.Item($0.0, version: $0.1, path: "/x") })
        return ReleaseDetection.known.newest.databases(evidence)
    }

    @Test func aProgramSaysWhatItCannotOpen() {
        #expect(rules((.program, "2026.7.2")).highestAgentSchema == 9)
        #expect(rules((.program, "2026.7.2")).hasSharedStore == false)
        let shared = rules((.unit, "2026.8.1"), (.program, "2026.7.2"))
        #expect(
            shared.highestAgentSchema == 19 && shared.checksRole && shared.hasSharedStore && shared.refusesOlderFiles
        )
        // 2026.6.9 does not look.
        #expect(rules((.program, "2026.6.9")).highestAgentSchema == nil)
    }

    @Test func aReleaseBetweenTwoRowsHasThoseOfTheEarlierOne() {
        #expect(rules((.program, "2026.9.1")) == rules((.program, "2026.8.1")))
        #expect(rules((.program, "2026.8.1-beta.2")) == rules((.program, "2026.8.1")))
        #expect(rules((.program, "2026.12.1")).highestAgentSchema == nil)
    }

    @Test func aFileSaysNothingAboutWhatIsRunning() {
        let rules = rules((.meta, "2026.6.9"))
        #expect(rules.highestAgentSchema == nil && rules.hasSharedStore && !rules.refusesOlderFiles)
    }

    @Test func withoutAWordTheNewestCounts() {
        #expect(rules() == rules((.program, "2026.12.1")))
    }

    @Test func aGatewayBeforeDatabasesReadsFiles() {
        #expect(rules((.unit, "2026.2.9")).readsFiles && rules((.meta, "2026.5.1")).readsFiles)
        // Another program on PATH takes nothing back.
        #expect(!rules((.program, "2026.2.9"), (.meta, "2026.7.2")).readsFiles)
        #expect(rules((.unit, "2026.2.9"), (.program, "2026.8.1")).readsFiles)
    }
}
