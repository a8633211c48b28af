import GatewayConfig
import GatewayHost
import JSON5
import Secrets
import Testing

/// The table of the values that onboarding takes.
@Suite struct SetupFieldTests {
    @Test(arguments: Language.allCases)
    func everyFieldHasAFlagAWordAndALabel(language: Language) {
        let keys = Set(Texts.of(language).keys)
        for field in SetupField.all {
            #expect(field.flag.hasPrefix("--") && field.flag.count > 2)
            #expect(!field.word.components.isEmpty)
            #expect(keys.contains("help.onboard." + field.name), "\(field.flag) has no help")
            #expect(keys.contains("wizard." + field.label), "\(field.flag) has no label")
            if field.isSecret {
                #expect(keys.contains("help.onboard.\(field.name)File"), "\(field.flag)-file has no help")
            }
        }
    }

    @Test func noTwoFieldsHaveTheSameNameOrFlag() {
        #expect(Set(SetupField.all.map(\.name)).count == SetupField.all.count)
        #expect(Set(SetupField.all.map(\.flag)).count == SetupField.all.count)
    }

    @Test func onlyTheTwoKindsOfCredentialShareAWordAndNoWordLiesInAnother() {
        for field in SetupField.all {
            let inside = SetupField.all.filter { $0.name != field.name && field.word.contains($0.word) }
            let isCredential = field.word == ["secret"]
            #expect(inside.count == (isCredential ? 1 : 0), "\(field.name)")
        }
    }

    @Test func aSecretIsNeverDraftedShownOrWritten() {
        for field in SetupField.all where field.isSecret {
            #expect(!field.isDrafted && field.json == .none)
            #expect(field.words(.secret(Fake.apiKey())).isEmpty)
        }
        #expect(SetupValue.secret(Fake.apiKey()).json == nil)
        #expect(SetupValue.secret(Fake.apiKey()).shown == nil)
    }

    @Test("flags and an answers file that say the same give equal plans", arguments: 0..<100)
    func flagsAndFileGiveEqualPlans(seed: Int) throws {
        var generator = AnswersGenerator(seed: seed)
        let request = generator.request()
        let file = try AnswersFile(Array(request.answersFile.utf8), path: "answers.json5")
        var fromFile = file.request
        for secret in file.secrets {
            #expect(secret.source == .variable("SECRET_" + secret.field.name))
            fromFile[secret.field] = request[secret.field]
        }
        #expect(fromFile == request)
        let snapshot = AnswersGenerator.host.snapshot()
        let answers = try request.answers(for: snapshot)
        #expect(try fromFile.answers(for: snapshot) == answers)
        let planner = SetupPlanner(snapshot: snapshot, freshToken: Fake.token("G"))
        #expect(try planner.plan(fromFile.answers(for: snapshot)) == planner.plan(answers))
    }

    @Test func theTextOfAFlagGivesTheSameAsTheNumberOfAFile() throws {
        let snapshot = AnswersGenerator.host.snapshot()
        var (flag, file) = (OnboardRequest(), OnboardRequest())
        flag[.gatewayPort] = .text("19001")
        file[.gatewayPort] = .number(19_001)
        #expect(try flag.answers(for: snapshot) == file.answers(for: snapshot))
    }
}
