import Anthropic
import Foundation
import Secrets
import TestSupport
import Testing

/// A host that cannot prove its identity gets no credential.
@Suite(.timeLimit(.minutes(30))) struct TLSTests {
    @Test func aCertificateOfNobodyIsNotTrusted() throws {
        let server = try TLSServer(name: "localhost")
        let verification = verify("https://localhost:\(server.port)", ["PATH": "/usr/bin:/bin"])
        #expect(verification.outcome == .unanswered(.tls(certificate: true)))
        #expect(!verification.isCredentialBad)
    }

    @Test func aTrustedCertificateOfAnotherHostIsNotTrusted() throws {
        let server = try TLSServer(name: "elsewhere.example")
        let environment = ["PATH": "/usr/bin:/bin", "CURL_CA_BUNDLE": server.certificate]
        let verification = verify("https://localhost:\(server.port)", environment)
        #expect(verification.outcome == .unanswered(.tls(certificate: true)))
    }

    @Test func aHostThatSpeaksNoTLSGetsNothing() throws {
        let server = try StubServer { _ in .raw(Array("HTTP/1.1 200 OK\r\n\r\n".utf8)) }
        defer { server.stop() }
        let verification = verify("https://127.0.0.1:\(server.port)", ["PATH": "/usr/bin:/bin"])
        #expect(verification.outcome == .unanswered(.tls(certificate: false)))
        #expect(!server.requests.contains { $0.contains(Fake.key.text) })
    }

    private func verify(_ baseURL: String, _ environment: [String: String]) -> Verification {
        Verifier(
            transport: CurlTransport(environment: environment),
            endpoint: Endpoint(baseURL: baseURL),
            limits: TransportLimits(milliseconds: 10_000)
        ).verify(Fake.key, model: Fake.model)
    }
}

/// `openssl s_server` with a self-signed certificate.
///
/// A class because it owns a process and a folder.
private final class TLSServer {
    let port: Int
    let certificate: String
    private let folder: String
    private let process: Process

    struct Failure: Error {}

    init(name: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        certificate = folder + "/certificate.pem"
        let key = folder + "/key.pem"
        let make = try Self.start(
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=\(name)", "-addext",
                "subjectAltName=DNS:\(name)", "-keyout", key, "-out", certificate,
            ],
            FileHandle.nullDevice
        )
        make.waitUntilExit()
        let output = Pipe()
        process = try Self.start(["s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate], output)
        var text = ""
        while true {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Failure() }
            text += String(decoding: data, as: UTF8.self)
            guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("ACCEPT ") }),
                text.contains(line + "\n"), let port = line.split(separator: ":").last.flatMap({ Int($0) })
            else { continue }
            self.port = port
            return
        }
    }

    deinit {
        process.terminate()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private static func start(_ arguments: [String], _ output: Any) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardInput = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }
}
