import Anthropic
import Foundation
import Secrets
import TestSupport
import Testing

/// The real `curl` with a misbehaving server.
@Suite(.timeLimit(.minutes(30))) struct CurlTransportTests {
    @Test func anAnswerComesWithItsHeaders() throws {
        let server = try StubServer { _ in
            .json(status: 429, Fake.error("rate_limit_error", "slow"), headers: ["Retry-After": "17"])
        }
        defer { server.stop() }
        #expect(server.verify().outcome == .rateLimited(retryAfterSeconds: 17))
    }

    @Test func theRequestArrivesAsItWasShaped() throws {
        let server = try StubServer { _ in .json(status: 200, Fake.message) }
        defer { server.stop() }
        let verification = server.verify()
        #expect(verification.isVerified)
        #expect((verification.milliseconds ?? -1) >= 0)
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /v1/messages HTTP/1.1\r\n"))
        #expect(request.contains("\r\nx-api-key: \(Fake.key.text)\r\n"))
        #expect(request.contains("\r\nuser-agent: openclaw\r\n"))
        #expect(!request.lowercased().contains("\r\nexpect:"))
        #expect(request.hasSuffix(#""messages":[{"role":"user","content":"Reply with OK."}],"max_tokens":1}"#))
    }

    @Test func bytesOfAKeyAreSentAsTheyAre() throws {
        let server = try StubServer { _ in .json(status: 401, "") }
        defer { server.stop() }
        let odd = #"sk-ant-api03-a"b\c'd $HOME %{json} #e="# + String(repeating: "K", count: 60)
        #expect(server.verify(Secret(odd)).outcome == .rejected)
        #expect(server.requests.first?.contains("\r\nx-api-key: \(odd)\r\n") == true)
    }

    @Test func aKeyWithALineBreakIsNotSent() throws {
        let server = try StubServer { _ in .json(status: 200, Fake.message) }
        defer { server.stop() }
        #expect(server.verify(Secret("sk-ant-api03-a\r\nx-evil: 1")).outcome == .unanswered(.unsendable))
        #expect(server.requests.isEmpty)
    }

    @Test func aRedirectIsNeverFollowed() throws {
        let other = try StubServer { _ in .json(status: 200, Fake.message) }
        let server = try StubServer { _ in
            .json(status: 307, "", headers: ["Location": "http://127.0.0.1:\(other.port)/v1/messages"])
        }
        defer {
            server.stop()
            other.stop()
        }
        #expect(server.verify().outcome == .unanswered(.redirected(status: 307)))
        #expect(other.requests.isEmpty)
    }

    @Test func tenMegabytesAreNotReadToTheEnd() throws {
        let body = String(repeating: "x", count: 10 << 20)
        let server = try StubServer { _ in .json(status: 200, body) }
        defer { server.stop() }
        #expect(server.verify().outcome == .unanswered(.tooLong(limit: 1 << 20)))
    }

    @Test func anEndlessAnswerIsEnded() throws {
        let server = try StubServer { _ in .endless }
        defer { server.stop() }
        #expect(server.verify().outcome == .unanswered(.tooLong(limit: 1 << 20)))
    }

    @Test(arguments: [
        ("no HTTP at all\n", TransportError.garbage),
        ("", .cutOff),
        ("HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{", .cutOff),
    ])
    func whatIsNoAnswerIsNamed(bytes: String, error: TransportError) throws {
        let server = try StubServer { _ in .raw(Array(bytes.utf8)) }
        defer { server.stop() }
        #expect(server.verify().outcome == .unanswered(error))
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"])
    func aServerThatHangsIsATimeout(bytes: String) throws {
        let server = try StubServer { _ in .hang(Array(bytes.utf8)) }
        defer { server.stop() }
        #expect(server.verify(limits: TransportLimits(milliseconds: 300)).outcome == .unanswered(.timeout))
    }

    @Test func nobodyThereIsNoConnection() {
        let verification = Verifier(transport: CurlTransport.here, endpoint: Endpoint(baseURL: "http://127.0.0.1:1"))
            .verify(Fake.key, model: Fake.model)
        #expect(verification.outcome == .unanswered(.connect))
    }

    @Test func aNameThatIsNotThereIsNotFound() {
        let verification = Verifier(
            transport: CurlTransport(environment: ["PATH": "/usr/bin:/bin"]),
            endpoint: Endpoint(baseURL: "https://nowhere.invalid")
        ).verify(Fake.key, model: Fake.model)
        #expect(verification.outcome == .unanswered(.resolve))
    }

    @Test func withoutCurlNothingCanBeVerified() {
        let transport = CurlTransport(environment: ["PATH": "/nowhere:relative:."])
        #expect(!transport.isAvailable)
        let verifier = Verifier(transport: transport, endpoint: Endpoint(baseURL: "https://api.anthropic.com"))
        #expect(verifier.verify(Fake.key, model: Fake.model).outcome == .unanswered(.noCurl))
    }

    @Test func noProxySeesWhatStaysOnThisMachine() throws {
        let proxy = try StubServer { _ in .json(status: 200, Fake.message) }
        let server = try StubServer { _ in .json(status: 200, Fake.message) }
        defer {
            server.stop()
            proxy.stop()
        }
        let address = "http://127.0.0.1:\(proxy.port)"
        let environment = ["PATH": "/usr/bin:/bin", "http_proxy": address, "ALL_PROXY": address]
        let verifier = Verifier(transport: CurlTransport(environment: environment), endpoint: server.endpoint)
        #expect(verifier.verify(Fake.key, model: Fake.model).isVerified)
        #expect(proxy.requests.isEmpty)
    }

    @Test func aProxyThatRefusesIsNamed() throws {
        let proxy = try StubServer { _ in .json(status: 407, "") }
        defer { proxy.stop() }
        let environment = ["PATH": "/usr/bin:/bin", "https_proxy": "http://127.0.0.1:\(proxy.port)"]
        let verifier = Verifier(
            transport: CurlTransport(environment: environment),
            endpoint: Endpoint(baseURL: "https://api.anthropic.com")
        )
        #expect(verifier.verify(Fake.key, model: Fake.model).outcome == .unanswered(.proxy(status: 407)))
        let request = try #require(proxy.requests.first)
        #expect(request.hasPrefix("CONNECT api.anthropic.com:443"))
        #expect(!request.contains(Fake.key.text))
    }

    @Test func aCheckIsCancelledAtOnceAndReportsOnce() async throws {
        let server = try StubServer { _ in .hang([]) }
        defer { server.stop() }
        let verifier = Verifier(
            transport: CurlTransport.here,
            endpoint: server.endpoint,
            limits: TransportLimits(milliseconds: 50_000)
        )
        let outcomes = AsyncStream<Verification> { stream in
            let check = Check.start(verifier, Fake.key, model: Fake.model) { result in
                stream.yield(result)
                stream.finish()
            }
            Thread.detachNewThread {
                while server.requests.isEmpty { sched_yield() }
                check.cancel()
                check.cancel()
            }
        }
        var reported: [Verification.Outcome] = []
        for await verification in outcomes { reported.append(verification.outcome) }
        #expect(reported == [.unanswered(.cancelled)])
    }
}
