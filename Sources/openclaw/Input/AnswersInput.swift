internal import GatewayHost
internal import JSON5
internal import Secrets

/// Reads `--answers FILE` and the secrets that it names.
struct AnswersInput {
    /// In bytes. Answers files are written by hand; a larger file is some other file.
    private static let limit = 1 << 20

    /// The request of a file; an empty request without a path.
    static func read(_ path: String?, _ host: Host) throws(Problem) -> OnboardRequest {
        guard let path else { return OnboardRequest() }
        let answers = try AnswersFile(bytes(of: path), path: path, texts: Words.texts)
        var request = answers.request
        for secret in answers.secrets {
            request[secret.field] = try read(secret.source, host, flag: secret.field.word.description)
                .map(SetupValue.secret)
        }
        return request
    }

    /// What is wrong in a file, found without a host: neither the state folder nor a secret is read.
    static func mistakes(in path: String) throws(Problem) -> [AnswersFile.Mistake] {
        try AnswersFile.mistakes(in: bytes(of: path), path: path, texts: Words.texts)
    }

    private static func read(_ source: AnswersFile.Source, _ host: Host, flag: String) throws(Problem) -> Secret? {
        switch source {
        case .standardInput: return try SecretInput.read(value: "-", file: nil, flag: flag)
        case .file(let path): return try SecretInput.read(value: nil, file: path, flag: flag)
        case .variable(let name):
            guard let value = host.environment[name], value.contains(where: { !$0.isWhitespace }) else {
                throw Problem(code: "bad-answers", message: Words.text("error.answers.variable", ["name": name]))
            }
            return Secret(value)
        }
    }

    private static func bytes(of path: String) throws(Problem) -> [UInt8] {
        do throws(PlainInput.Failure) {
            return try PlainInput.bytes(of: path, limit: limit)
        } catch {
            throw Problem(
                code: "unreadable-answers",
                message: Words.text("error.answers.unreadable", ["path": path, "reason": error.reason])
            )
        }
    }
}
