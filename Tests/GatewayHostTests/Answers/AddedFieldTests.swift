import GatewayHost
import JSON5
import Testing

/// A value that onboarding does not take, added as one row: everything that reads the table takes it.
@Suite struct AddedFieldTests {
    private static let logLevel = SetupField(
        "logLevel",
        flag: "--log-level",
        word: ["logging", "level"],
        place: .config { _ in ["logging", "level"] },
        group: .gateway,
        label: "review.workspace",
        json: .value(["logging", "level"])
    )
    private static let fields = SetupField.all + [logLevel]

    private func request(_ text: String) throws -> OnboardRequest {
        try AnswersFile(Array(text.utf8), path: "answers.json5", fields: Self.fields).request
    }

    @Test func theAnswersFileKnowsItsWord() throws {
        let request = try request("{ authChoice: 'skip', logging: { level: 'debug' } }")
        #expect(request[Self.logLevel] == .text("debug"))
        #expect(request.concernsGateway(Self.fields) && !request.concernsGateway())
        let problem = #expect(throws: Problem.self) { try self.request("{ logging: { levle: 'debug' } }") }
        #expect(problem?.next?.contains("level") == true)
    }

    @Test func thePlanWritesItAtItsPlaceAndTheDocumentSaysIt() throws {
        let snapshot = AnswersGenerator.host.snapshot()
        let answers = try request("{ authChoice: 'skip', logging: { level: 'debug' } }")
            .answers(for: snapshot, Self.fields)
        let planner = SetupPlanner(snapshot: snapshot, freshToken: Fake.token("G"), fields: Self.fields)
        let plan = try planner.plan(answers)
        let config = try #require(plan.files.first { $0.role == .config }?.contents)
        #expect(try Document(parsing: config).root["logging"] == ["level": "debug"])
        #expect(plan.summary[Self.logLevel] == .init(was: nil, now: .text("debug")))
        var members: Members = [:]
        plan.addSettings(inSections: true, to: &members, Self.fields)
        #expect(members["logging"] == ["level": "debug"])
        #expect(members["gateway"] != nil)
    }

    @Test func theDraftKeepsIt() {
        let host = AnswersGenerator.host
        let snapshot = host.snapshot()
        var answers = SetupAnswers.apiKey()
        answers[Self.logLevel] = .text("debug")
        let draft = SetupDraft(page: "cache", keptAt: snapshot.readAt, answers: answers)
        draft.keep(on: snapshot, host.live, Self.fields)
        #expect(SetupDraft.read(on: snapshot, host.live, Self.fields) == .draft(draft))
    }

    @Test func theCommandSaysIt() {
        #expect(Self.logLevel.words(.text("debug")) == [["--log-level", "debug"]])
    }
}
