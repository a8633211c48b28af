import Credentials
import GatewayHost
import TestSupport
import Testing

/// Profiles that the config or an order leaves out, and the plan that makes the gateway try them.
@Suite struct ProfileIncludingTests {
    private func include(_ id: String, agent: String = "main") -> ProfileChange { .include(id: id, agent: agent) }

    @Test func oneThatIsNotNamedAmongOthersIsNamed() throws {
        let text = #"{ auth: { profiles: { "anthropic:token": { provider: "anthropic", mode: "token" } } } } // mine"#
        let host = TestHost(config: text, store: Stores.keyAndToken)
        #expect(host.order() == ["anthropic:token"])
        let plan = try host.apply(include("anthropic:key"))
        #expect(plan.files.map(\.path) == [TestHost.config])
        #expect(host.order() == ["anthropic:token", "anthropic:key"])
        #expect(try #require(host.files.text(TestHost.config)).hasSuffix("// mine"))
        #expect(try host.plan(include("anthropic:key")).isEmpty, "the second time there is nothing to do")
    }

    @Test(arguments: [
        #"provider: "anthropic", mode: "token""#, #"provider: "openai", mode: "api_key""#,
        #"provider: "Anthropic ", mode: "api_key""#,
    ])
    func oneThatIsNamedOtherwiseIsNamedAsItIsStored(entry: String) throws {
        let host = TestHost(
            config: #"{ auth: { profiles: { "anthropic:key": { \#(entry), email: "jo@example.org" } } } }"#,
            store: Stores.oneKey
        )
        #expect(try StatusReport(host.snapshot(), host.live).verdict.canAnswer == false)
        try host.apply(include("anthropic:key"))
        #expect(try StatusReport(host.snapshot(), host.live).verdict.canAnswer == true)
        let text = try #require(host.files.text(TestHost.config))
        #expect(text.contains(#"provider: "anthropic""#) && text.contains(#"mode: "api_key""#))
        #expect(text.contains(#"email: "jo@example.org""#))
    }

    @Test func aFixedOrderGetsItAtItsEndWhereItStands() throws {
        let store = TestHost(store: Stores.keyAndToken)
        try store.apply(.fixOrder(["anthropic:key"], OrderScope(provider: "anthropic", agent: "main", place: .store)))
        let plan = try store.apply(include("anthropic:token"))
        #expect(plan.files.map(\.path) == [TestHost.store])
        #expect(store.order() == ["anthropic:key", "anthropic:token"])

        let config = TestHost(
            config: #"{ auth: { order: { anthropic: ["anthropic:key"] } } }"#,
            store: Stores.keyAndToken
        )
        #expect(try config.apply(include("anthropic:token")).files.map(\.path) == [TestHost.config])
        #expect(config.order() == ["anthropic:key", "anthropic:token"])
    }

    @Test func mainsOrderThatShowsThroughIsTheOneThatGetsIt() throws {
        let host = Stores.twoAgents(ops: #"{"profiles":{}}"#)
        let scope = OrderScope(provider: "anthropic", agent: "main", place: .store)
        try host.apply(.fixOrder(["anthropic:key"], scope))
        let plan = try host.apply(include("anthropic:token", agent: "ops"))
        #expect(plan.files.map(\.path) == [TestHost.store])
        #expect(host.order(of: "ops") == ["anthropic:key", "anthropic:token"])
    }

    @Test func whatIsTriedAlreadyNeedsNothing() throws {
        let host = TestHost(store: Stores.keyAndToken)
        #expect(try host.plan(include("anthropic:key")).isEmpty)
    }

    @Test func whatWouldNotBeTriedEvenThenIsRefused() throws {
        let blank = #"{"profiles":{"anthropic:key":{"type":"api_key","provider":"anthropic","key":" "}}}"#
        let host = TestHost(store: blank)
        let problem = #expect(throws: Problem.self) { try host.plan(include("anthropic:key")) }
        #expect(problem?.code == "profile-of-no-use" && problem?.next == "openclaw models auth rotate anthropic:key")
        let unknown = #expect(throws: Problem.self) { try host.plan(include("anthropic:nope")) }
        #expect(unknown?.code == "unknown-profile")
        #expect(throws: Problem.self) { try host.plan(include("anthropic:key", agent: "nobody")) }
    }
}
