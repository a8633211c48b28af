import GatewayHost
import TerminalUI
import Testing

@testable import Screens

/// Rule 61: Done is a start.
@Suite struct DoneTests {
    private func done(_ fixture: HostFixture = HostFixture()) -> Wizard {
        var wizard = Wizard.on(fixture)
        wizard.finish(.report)
        return wizard
    }

    private func withoutCredential() -> Wizard {
        var wizard = Wizard.on()
        wizard.press(.enter, .down, .down, .enter, .enter, .enter, .enter)
        let file = ApplyReport.WrittenFile(path: "~/.openclaw/openclaw.json", created: true, changedSince: false)
        let report = ApplyReport(written: [file], backupFolder: "", payer: nil, gatewayProcess: nil, agent: "main")
        _ = wizard.handle(.applied(.success(report), interrupted: false, at: wizard.time))
        wizard.see()
        return wizard
    }

    @Test("Leave is marked, and the other rows lead on") func rowsLeadOn() {
        var wizard = done()
        #expect(wizard.screenText.contains("› Leave"))
        wizard.press(.down)
        #expect(wizard.press(.enter) == [.leaveForHome])
        wizard.press(.down, .enter)
        #expect(wizard.screenText.contains("The same change as a command"))
    }

    @Test("rule 15: Enter held on Undo does not answer its question too") func aHeldEnterDoesNotUndo() {
        var wizard = done()
        wizard.press(.end)
        let start = PersonsClock.next()
        var effects: [Effect] = []
        for offset in [0, 500, 540, 580, 620] as [Int64] { effects += wizard.press(.enter, at: start + offset) }
        #expect(!effects.contains(.undo))
        #expect(wizard.screenText.contains("Undo? It removes one file, restores one."))
    }

    @Test("without a credential the way to one is marked, and leads through Method to a second apply")
    func theWayToACredential() {
        var wizard = withoutCredential()
        #expect(wizard.screenText.contains("! Saved. Agent main still has no credential."))
        #expect(wizard.screenText.contains("› Add a credential now"))
        #expect(wizard.press(.enter) == [.reread])
        _ = wizard.handle(.reread(.success(HostFixture().host)))
        wizard.see()
        #expect(wizard.current == .method)
        #expect(
            wizard.farewell.first == "! Saved. Agent main still has no credential.",
            "what was done is not forgotten"
        )
        wizard.press(.enter, .paste(Fake.apiKey), .enter, .enter, .enter)
        #expect(wizard.current == .review)
        #expect(wizard.press(.enter).isApply)
        _ = wizard.handle(.applied(.success(.report), interrupted: false, at: wizard.time))
        #expect(wizard.farewell.contains { $0.contains("still has no credential") })
        #expect(wizard.farewell.contains { $0.contains("Saved, not verified.") })
    }

    @Test(
        "undo says what becomes of the files: new ones are removed, the others restored",
        arguments: [
            ([true], "removes the file"), ([true, true], "removes both files"), ([false], "restores the file"),
        ]
    )
    func undoSaysWhatItDoes(created: [Bool], words: String) {
        var report = ApplyReport.report
        report.written = created.enumerated().map { index, created in
            ApplyReport.WrittenFile(path: "~/\(index)", created: created, changedSince: false)
        }
        var wizard = Wizard.on()
        wizard.finish(report)
        #expect(wizard.screenText.contains(words))
        #expect(wizard.screenText.contains("none needed") == created.allSatisfy { $0 })
    }
}
