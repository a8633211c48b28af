internal import GatewayConfig
internal import JSON5

extension AnswersFile {
    /// Something wrong in an answers file.
    package struct Mistake: Sendable {
        /// The name of the answer, as it stands in the file.
        package let key: String
        package let line: Int
        /// What is wrong, and what is allowed.
        package let problem: Problem
    }

    /// Everything that is wrong in a file, as far as no host is needed to tell; throws if it is not JSON5.
    package static func mistakes(
        in bytes: [UInt8],
        path: String,
        texts: Texts,
        fields: [SetupField] = SetupField.all
    ) throws(Problem) -> [Mistake] {
        var file = try AnswersFile(reading: bytes, path: path, texts: texts, fields: fields)
        file.checkValues()
        return file.mistakes.sorted { $0.line < $1.line }
    }

    private mutating func checkValues() {
        var answers = SetupAnswers(agents: [])
        answers.gateway = GatewayAnswers()
        for field in fields {
            guard let value = request[field] else { continue }
            check(field) { texts throws(Problem) in answers[field] = try field.checked(value, nil, texts) }
        }
        let request = request
        check(.authChoice) { texts throws(Problem) in _ = try request.choice(texts) }
        if let text = request[.tokenExpiresIn]?.text {
            check(.tokenExpiresIn) { texts throws(Problem) in _ = try request.duration(text, texts) }
        }
        check(.tailscale) { texts throws(Problem) in try request.expose(&answers, texts) }
        guard answers.gateway?.authMode == "password", sources[SetupField.gatewayPassword.word] == nil else { return }
        check(.gatewayAuth) { texts throws(Problem) in throw .missingGatewayPassword(texts) }
    }

    /// Notes what a check of a field throws, with its place.
    private mutating func check(_ field: SetupField, _ body: (Texts) throws(Problem) -> Void) {
        do throws(Problem) {
            try body(texts)
        } catch {
            let told = message("value", field.word, ["message": error.message])
            note(Problem(code: error.code, message: told, details: error.details, next: error.next), at: field.word)
        }
    }
}
