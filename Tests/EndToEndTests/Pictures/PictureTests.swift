import Foundation
import TerminalUI
import TestSupport
import Testing

/// The pictures of the README, generated from real screens: `OPENCLAW_RECORD=1 swift test --filter PictureTests`.
@Suite("Pictures of the README")
struct PictureTests {
    private func check(_ session: WizardSession, _ name: String) throws {
        session.terminal.settle()
        let header = session.terminal.screen.line(0)
        let person = header.firstMatch(of: /\S+@\S+/).map { String($0.0) }
        let host = header.firstMatch(of: /onboard +(\S+)/).map { String($0.1) } ?? ""
        let picture = ScreenPicture(
            session.terminal.screen,
            renaming: person ?? host,
            to: person == nil ? "gw-01" : "jo@gw-01"
        ).svg
        session.press(.control("c"), .control("c"))
        _ = try session.waitForExit()
        #expect(Fake.piece(in: picture) == nil)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Resources/pictures/\(name).svg").standardizedFileURL
        if ProcessInfo.processInfo.environment["OPENCLAW_RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(picture.utf8).write(to: file)
            Issue.record("recorded \(name); look at it")
            return
        }
        let known = try String(contentsOf: file, encoding: .utf8)
        #expect(picture == known, "\(name).svg is not what the screen shows now")
    }

    @Test func credential() throws {
        let session = try WizardSession(.fresh(), ["onboard", "--auth-choice", "setup-token"])
        try session.wait(for: .credential)
        try session.paste(Fake.token)
        try check(session, "credential")
    }

    @Test func review() throws {
        let session = try WizardSession(.existing())
        try session.wait(for: .welcome)
        try session.enter(.existing)
        session.press(.down, .down)
        try session.enter(.method)
        try session.enter(.credential)
        try session.paste(Fake.token)
        try session.enter(.model)
        try session.enter(.cache)
        try session.enter(.review)
        try check(session, "review")
    }

    @Test func modelInChinese() throws {
        let session = try WizardSession(
            .fresh(adding: ["LC_ALL": "zh_TW.UTF-8"]),
            ["onboard", "--auth-choice", "skip"]
        )
        try session.wait(for: "用哪個模型？")
        try check(session, "model-zh-TW")
    }

    @Test func phone() throws {
        let session = try WizardSession(.fresh(), ["onboard"], size: Size(columns: 40, rows: 15))
        try session.walk(to: .review)
        try check(session, "phone")
    }
}
