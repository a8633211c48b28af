import GatewayHost
import TerminalUI
import TestSupport
import Testing

@testable import Screens

/// History: what is shown, and that it undoes and restores only after a preview.
@MainActor
@Suite struct HistoryTests {
    private func check(
        _ name: String,
        _ fixture: @autoclosure () -> ProfilesFixture = HistoryFixture.changed(),
        _ walk: (inout ProfilesWalk) -> Void = { _ in }
    ) {
        BrowseGoldens.check("history/" + name, { ProfilesWalk(fixture(), size: $0, texts: $1, atHome: true) }) {
            $0.press(.character("h"))
            walk(&$0)
        }
    }

    private func open(_ fixture: ProfilesFixture = HistoryFixture.changed()) -> ProfilesWalk {
        var walk = ProfilesWalk(fixture, atHome: true)
        walk.press(.character("h"))
        return walk
    }

    // MARK: - Goldens

    @Test("rule 70: changes with their undo state, then backups") func changes() { check("changes") }
    @Test func undoPreview() { check("undo") { $0.press(.enter) } }
    @Test func backupMarked() { check("backup") { $0.press(.end) } }
    @Test func restorePreview() { check("restore") { $0.press(.end, .enter) } }
    @Test func difference() { check("diff") { $0.press(.character("d")) } }
    @Test func filtered() {
        check("filter") {
            $0.press(.character("/"))
            $0.type("port")
        }
    }
    @Test func nothingYet() { check("nothing", ProfilesFixture()) }
    @Test func help() { check("keys") { $0.press(.character("?")) } }
    @Test func changedByHand() { check("changed-since", HistoryFixture.broken()) }

    // MARK: - Acts

    @Test("rule 70: a change is undone after its preview, and the list follows") func undone() {
        var walk = open()
        let before = walk.config
        walk.press(.enter)
        #expect(walk.flatText.contains("Undo the change of 02:17 UTC: gateway.port"))
        #expect(walk.config == before)
        walk.time += 5000
        walk.press(.enter)
        #expect(walk.config != before && walk.effects.applies == 0)
        #expect(walk.text.contains("undone"), "\(walk.text)")
        walk.press(.escape, .character("q"))
        #expect(walk.screen.farewell.first == "Undone.")
    }

    @Test("a backup is restored after its preview, and u undoes that") func restored() {
        var walk = open()
        let before = walk.config
        walk.press(.end, .enter)
        #expect(walk.flatText.contains("Restoring openclaw.json of"))
        #expect(walk.config == before)
        walk.time += 5000
        walk.press(.enter)
        #expect(walk.effects.applies == 1 && walk.config == ProfilesFixture.agents("main", "ops"))
        #expect(walk.flatText.contains("Restored openclaw.json of"))
        walk.press(.character("u"))
        walk.time += 5000
        walk.press(.enter)
        #expect(walk.config == before)
    }

    @Test("rule 65: what cannot be undone is a message") func messages() {
        var walk = open(HistoryFixture.broken())
        walk.press(.enter)
        #expect(walk.flatText.contains("Somebody else has written this since"))
        walk = open()
        walk.press(.down, .enter)
        #expect(walk.flatText.contains("A newer change wrote the same file: undo the change of"), "\(walk.text)")
    }

    @Test("rule 4: no letter writes") func letters() {
        var walk = open()
        let before = walk.effects.fixture.files.tree()
        for letter in "abcdefghijklmnoprstuvwxyz" {
            walk.press(.character(letter))
            walk.press(.escape)
            #expect(walk.effects.fixture.files.tree() == before, "\(letter)")
            walk = open(walk.effects.fixture)
        }
    }

    @Test func theListIsReadAgainWhenFilesChange() {
        var walk = open()
        let fixture = walk.effects.fixture
        _ = fixture.live.takeBack()
        walk.tell(.browse(.filesChanged))
        walk.see()
        #expect(walk.text.contains("undone"))
    }

    // MARK: - Ways out of a broken file

    @Test("rule 56: Home offers the newest usable backup and the editor") func waysOut() {
        var walk = ProfilesWalk(HistoryFixture.broken(), atHome: true)
        #expect(walk.flatText.contains("Restore openclaw.json of"), "\(walk.text)")
        #expect(walk.flatText.contains("Open line 4 in nano"))
        walk.open("Restore openclaw.json")
        #expect(walk.flatText.contains("Restoring openclaw.json of"), "\(walk.text)")
        #expect(!walk.text.contains("hunter2"))
        walk.time += 5000
        walk.press(.enter)
        #expect(walk.effects.applies == 1 && walk.config.contains("19001") == false)
        walk.press(.escape)
        #expect(!walk.text.contains("cannot be read"))
    }

    @Test("rule 56: e opens the editor at the line, and the files are read again") func editor() {
        var walk = ProfilesWalk(HistoryFixture.broken(), atHome: true)
        walk.effects.editor = { files in
            files.overwrite(ProfilesFixture.state + "/openclaw.json", ProfilesFixture.agents("main"))
            return nil
        }
        walk.press(.character("e"))
        #expect(walk.effects.edited == [ProfilesFixture.state + "/openclaw.json:4"])
        #expect(walk.flatText.contains("The editor ended"))
        #expect(!walk.text.contains("cannot be read"))
    }

    @Test("rule 56: the excerpt shows keys, and no secret") func excerpt() throws {
        let fixture = HistoryFixture.broken()
        let live = fixture.live
        let file = try #require(live.brokenFiles(on: live.read()).first)
        #expect(file.lines.map(\.number) == [2, 3, 4] && file.line == 4)
        #expect(file.lines.map(\.text)[2] == "    bind: \"loopback\" auth: { mode: \"token\" },")
        #expect(file.lines[1].text == "    port: 18789, password: ‹redacted›,")
        #expect(file.caret == 21 && file.hint == "a comma is missing here")
    }

    @Test("rule 56: a broken store has the same ways out") func brokenStore() {
        let fixture = HistoryFixture.changed()
        fixture.files.overwrite(ProfilesFixture.store("main"), "{ \"version\": 1 \"profiles\": {} }\n")
        var walk = ProfilesWalk(fixture)
        #expect(walk.flatText.contains("Restore auth-profiles.json of main of"), "\(walk.text)")
        walk.press(.enter)
        #expect(walk.flatText.contains("Restoring auth-profiles.json of main of"), "\(walk.text)")
        walk.press(.enter)
        #expect(walk.store().contains("anthropic:old"))
    }
}
