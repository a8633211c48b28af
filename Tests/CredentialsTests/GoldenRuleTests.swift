import JSON5
import TestSupport
import Testing

/// What a rule allows, and what fails: in the project's own data more than in others.
@Suite struct GoldenRuleTests {
    private static let rule = GoldenRule("subject", "other subject", because: "It is red.") { golden in
        golden["color"] == "red" ? ["color.*"] : []
    }

    private func tally(isOwn: Bool, subject: String = "subject") -> GoldenTally {
        GoldenTally(subject, GoldenFolder(path: "/nowhere", isOwn: isOwn), rules: [Self.rule])
    }

    // MARK: - Differences

    @Test(arguments: [true, false])
    func aDifferenceAtAPlaceOfARuleThatAppliesIsNoProblem(isOwn: Bool) {
        var tally = tally(isOwn: isOwn)
        tally.compare("a", ["color": "red"], [GoldenDifference("color.shade")])
        #expect(tally.problems().isEmpty)
        #expect(tally.remarks.isEmpty)
    }

    @Test(arguments: [true, false])
    func aDifferenceOutsideOfTheRulesPlacesFails(isOwn: Bool) {
        var tally = tally(isOwn: isOwn)
        tally.compare("a", ["color": "red"], [GoldenDifference("color.shade"), GoldenDifference("size")])
        #expect(tally.problems().map(\.text) == ["subject/a: [size: ]"])
    }

    @Test(arguments: [true, false])
    func aDifferenceInACaseToWhichNoRuleAppliesFails(isOwn: Bool) {
        var tally = tally(isOwn: isOwn)
        tally.compare("a", ["color": "red"], [GoldenDifference("color.shade")])
        tally.compare("b", ["color": "blue"], [GoldenDifference("color.shade")])
        #expect(tally.problems().map(\.text) == ["subject/b: [color.shade: ]"])
    }

    // MARK: - Rules

    @Test func aRuleWithoutACaseFailsInTheProjectsOwnDataAlone() {
        var own = tally(isOwn: true)
        own.compare("a", ["color": "blue"], [])
        #expect(own.problems().map(\.text) == ["subject: no case for a rule: It is red."])
        var other = tally(isOwn: false)
        other.compare("a", ["color": "blue"], [])
        #expect(other.problems().isEmpty)
        #expect(other.remarks == ["subject: no case for a rule: It is red."])
    }

    @Test func aRuleNeedsNoCaseInItsFurtherSubjects() {
        #expect(tally(isOwn: true, subject: "other subject").problems().isEmpty)
        var other = tally(isOwn: true, subject: "other subject")
        other.compare("a", ["color": "red"], [GoldenDifference("color.shade")])
        #expect(other.problems().isEmpty)
    }

    @Test func aCaseThatDoesNotDifferAlthoughARuleAppliesFailsInTheProjectsOwnDataAlone() {
        var own = tally(isOwn: true)
        own.compare("a", ["color": "red"], [])
        #expect(own.problems().map(\.text) == ["subject/a does not differ, but a rule applies: It is red."])
        var other = tally(isOwn: false)
        other.compare("a", ["color": "red"], [])
        #expect(other.problems().isEmpty)
        #expect(other.remarks.count == 1)
    }

    @Test(arguments: [
        ("a.b", "a.b", true), ("a.b", "a.b.c", false), ("a.*", "a.b.c", true), ("a.*", "a", false),
        ("*.c", "a.b.c", true), ("a[*].c", "a[12].c", true), ("a[*].c", "a[12].d", false), ("a.*.c.*", "a.b.c.d", true),
        ("a*a", "a", false), ("*", "", true),
    ])
    func aStarStandsForAnyCharacters(pattern: String, place: String, isIn: Bool) {
        #expect(GoldenRule.isPlace(place, in: pattern) == isIn)
    }

    @Test func noRuleLooksAtTheNameOfACase() throws {
        for folder in Self.filesOfOwnData.keys {
            for file in try GoldenFolder.own.files(in: folder) {
                guard let golden = try GoldenFolder.own.read("\(folder)/\(file)") else { continue }
                for example in golden["cases"]?.arrayValue ?? [golden] {
                    for rule in GoldenRules.all {
                        #expect(rule.places(example) == rule.places(example.withName("x")), "\(file): \(rule.reason)")
                    }
                }
            }
        }
    }

    // MARK: - Folders

    private static let filesOfOwnData = [
        "cache": 1, "cli": 17, "coerce": 4, "config": 1, "cooldown": 8, "health": 3,
        "mask": 10, "onboard": 41, "order": 8, "resolve": 1, "status": 28,
    ]

    @Test func noFileOfTheProjectsOwnDataIsMissing() throws {
        for (folder, count) in Self.filesOfOwnData {
            #expect(try GoldenFolder.own.files(in: folder).count == count, "\(folder)")
        }
        #expect(throws: GoldenError.self) { try GoldenFolder.own.cases("mask/none.json") }
        #expect(throws: GoldenError.self) { try GoldenFolder.own.files(in: "none") }
        #expect(throws: GoldenError.self) { try GoldenFolder.own.bytes("config/none.json5") }
    }

    @Test func theEnvironmentNamesAnotherFolder() {
        #expect(GoldenFolder.named(nil).isOwn)
        #expect(GoldenFolder.named("").isOwn)
        let other = GoldenFolder.named("/other")
        #expect(other.path == "/other" && !other.isOwn)
        // A misspelt name is an error, not an empty folder.
        #expect(throws: GoldenError.self) { try GoldenFolder.named("/does/not/exist").files(in: "order") }
    }

    @Test func casesAndFilesOfOtherNamesAreRecognised() throws {
        let home = try TemporaryHome()
        let copy = try GoldenFolder.own.renamedCopy(of: ["coerce", "cooldown"], in: home)
        for (tally, count) in [
            (try GoldenCoerceTests.meaning(in: copy), try GoldenCoerceTests.meaning(in: .own).total),
            (try GoldenCooldownTests.steps(in: copy), try GoldenCooldownTests.steps(in: .own).total),
        ] {
            #expect(tally.total == count)
            #expect(tally.problems().map(\.text) == [])
            // Every rule has found its case again.
            #expect(tally.remarks == [])
        }
    }

    @Test func casesAndFilesMayBeMissingElsewhere() throws {
        let home = try TemporaryHome()
        let missing: Set = ["coerce/external-cli.json", "coerce/inherit.json"]
        let copy = try GoldenFolder.own.renamedCopy(of: ["coerce"], in: home, without: missing) { $0 % 3 != 1 }
        let tally = try GoldenCoerceTests.meaning(in: copy)
        #expect(tally.total > 10)
        #expect(tally.problems().map(\.text) == [])
        #expect(tally.remarks.count == 1, "the logins of other programs: \(tally.remarks)")
        // A subject that is not there at all compares nothing.
        let none = try GoldenCooldownTests.steps(in: copy)
        #expect(none.total == 0)
        #expect(none.problems().map(\.text) == [])
    }

    @Test func aRuleThatHasLostItsCasesFailsInTheProjectsOwnData() throws {
        let home = try TemporaryHome()
        let missing: Set = ["coerce/external-cli.json"]
        let copy = try GoldenFolder.own.renamedCopy(of: ["coerce"], in: home, without: missing, isOwn: true)
        let problems = try GoldenCoerceTests.meaning(in: copy).problems().map(\.text)
        #expect(problems == ["coerce: no case for a rule: Reading does not copy the logins of other programs."])
    }
}
