internal import GatewayConfig
internal import JSON5
internal import Secrets

// What is wrong with a config or with an edit of it.
extension Explanation {
    /// A config that cannot be used; `config` is what was read of it, for file positions.
    func problem(_ problem: ConfigProblem, in config: ConfigSnapshot) -> Problem {
        switch problem {
        case .unreadable(let error): return self.problem(error)
        case .unparsable(let path, let error): return self.problem(error, path: path)
        case .include(let error): return self.problem(error)
        case .tooMuchPutIn(let pointer, let limit):
            let place = config.place(of: pointer).map(show) ?? show(paths.configPath)
            let key = Redaction.redact(pointer.description)
            return Problem(
                code: "too-much-put-in",
                message: texts("config.tooMuchPutIn", ["path": place, "key": key, "limit": String(limit >> 20)]),
                details: [texts("file.nothingChanged")],
                next: texts("config.tooMuchPutIn.next", ["path": place])
            )
        }
    }

    /// Variables without a value here that a command needs; `nextKey` is the text of the next step.
    func unset(_ variables: [MissingVariable], in config: ConfigSnapshot, nextKey: String) -> Problem {
        let lines = zip(variables, config.places(of: variables.map(\.pointer))).map { variable, place in
            (place.map { show($0) + ": " } ?? "") + Redaction.redact(variable.message)
        }
        return Problem(
            code: "missing-variable",
            message: Redaction.redact(variables.first?.message ?? ""),
            details: lines + [texts("file.nothingChanged")],
            next: texts(nextKey, ["name": variables.first?.name ?? ""])
        )
    }

    /// An include that cannot be resolved; a syntax error in one is shown like a syntax error in the config.
    private func problem(_ error: IncludeError) -> Problem {
        let place = show(error.file) + (error.position.map { ":\($0.line):\($0.column)" } ?? "")
        var details: [String] = []
        switch error.problem {
        case .tooMany(let limit): return tooMuch("tooMany", String(limit), at: place)
        case .tooLarge(let limit): return tooMuch("tooLarge", String(limit >> 20), at: place)
        case .unparsable(_, let resolved, let failure):
            let inner = problem(failure, path: resolved)
            details = [inner.message] + inner.details
        case .unreadable(_, _, let failure?): details = [problem(failure).message]
        default: break
        }
        return Problem(
            code: "include",
            message: texts("config.include", ["path": place, "message": error.message]),
            details: details + [texts("file.nothingChanged")],
            next: texts("config.include.next", ["path": place])
        )
    }

    /// More includes than this program follows. The gateway has no such limit and would run out of time or memory.
    private func tooMuch(_ key: String, _ limit: String, at place: String) -> Problem {
        Problem(
            code: "include-limit",
            message: texts("config.include." + key, ["path": place, "limit": limit]),
            details: [texts("file.nothingChanged")],
            next: texts("config.include.limit.next", ["path": place])
        )
    }

    /// A position as `file:line:column`, which editors understand.
    func show(_ place: Origin.SourcePosition) -> String {
        "\(show(place.path)):\(place.position.line):\(place.position.column)"
    }

    /// A syntax error: line, column, what was expected, the source line with a caret.
    func problem(_ error: ParseError, path: String) -> Problem {
        let place = ["path": show(path), "line": String(error.position.line), "column": String(error.position.column)]
        let before = VisibleText.of(String(error.excerpt.text.prefix(error.excerpt.caret)))
        let caret = String(repeating: " ", count: before.count) + "^"
        return Problem(
            code: "unparsable",
            message: texts("parse.at", place.merging(["what": what(error.problem)]) { first, _ in first }),
            details: (error.excerpt.text.isEmpty ? [] : [VisibleText.of(error.excerpt.text), caret]) + hint(of: error),
            next: error.problem == .utf16 ? texts("file.utf16.next", place) : texts("parse.next", place)
        )
    }

    /// A probable fix, if one is known.
    private func hint(of error: ParseError) -> [String] {
        guard let hint = error.hint else { return [] }
        let opening = error.opening.map { ["line": String($0.line), "column": String($0.column)] } ?? [:]
        return [texts("parse.hint.\(hint)", opening)]
    }

    /// What is wrong in a text.
    func what(_ problem: ParseError.Problem) -> String {
        switch problem {
        case .expected(let expected, let found):
            let wanted = expected.map { texts("parse.token.\($0)") }
            let list =
                wanted.count < 2
                ? wanted.joined()
                : wanted.dropLast().joined(separator: ", ") + texts("word.or") + (wanted.last ?? "")
            let there: String =
                switch found {
                case .endOfText: texts("parse.found.end")
                // Between quotes a quote cannot be read.
                case .character("\""): texts("parse.found.doubleQuote")
                case .character("'"): texts("parse.found.singleQuote")
                case .character(let character): texts("parse.found.character", ["character": String(character)])
                }
            return texts("parse.expected", ["expected": list, "found": there])
        case .tooDeep(let limit): return texts("parse.tooDeep", ["limit": String(limit)])
        case .tooLarge(let limit): return texts("parse.tooLarge", ["limit": String(limit)])
        default: return texts("parse.\(problem)")
        }
    }

    /// An edit that is not possible in the config.
    func problem(_ error: ConfigEditError, in config: ConfigSnapshot) -> Problem {
        switch error {
        case .unusable(let problem): return self.problem(problem, in: config)
        case .outOfReach(let path, let pointer):
            let values = ["path": show(path), "key": pointer.description, "config": show(paths.configPath)]
            return Problem(
                code: "out-of-reach",
                message: texts("config.outOfReach", values),
                next: texts("config.outOfReach.next", values)
            )
        case .ownedBySeveral(let files, let pointer):
            return Problem(
                code: "owned-by-several",
                message: texts("config.ownedBySeveral", ["key": pointer.description]),
                details: files.map { "  " + show($0) },
                next: texts("config.ownedBySeveral.next")
            )
        case .notUTF8(let path, let position): return notUTF8(path, position)
        case .rejected(let error): return problem(error, path: paths.configPath)
        }
    }

    /// An edit that is not possible in a document.
    func problem(_ error: EditError, path: String) -> Problem {
        let place: (key: String, pointer: Pointer) =
            switch error {
            case .notAContainer(let pointer): ("edit.notAContainer", pointer)
            case .indexOutOfRange(let pointer): ("edit.indexOutOfRange", pointer)
            case .notRepresentable(let pointer): ("edit.notRepresentable", pointer)
            case .tooDeep, .invalidResult: ("edit.invalidResult", Pointer())
            }
        return Problem(
            code: "edit-refused",
            message: texts(place.key, ["path": show(path), "key": key(of: place.pointer)]),
            next: texts("edit.next", ["path": show(path)])
        )
    }

    /// A path for display; the root has none.
    private func key(of pointer: Pointer) -> String {
        pointer.components.isEmpty ? texts("edit.wholeFile") : pointer.description
    }

    /// The plan would make the config invalid.
    func invalidResult(_ issue: ConfigIssue) -> Problem {
        Problem(
            code: "invalid-result",
            message: texts(
                "config.invalidResult",
                ["key": issue.shownPath, "message": issue.sentence]
            ),
            next: cure(for: issue)
        )
    }

    /// What was probably meant.
    func cure(for issue: ConfigIssue) -> String? {
        switch issue.problem {
        case .unknownKeys(let keys):
            let near = keys.compactMap { key in key.nearest.map { issue.pointer.appending($0).description } }
            return near.isEmpty ? nil : texts("config.nearest", ["key": near.joined(separator: ", ")])
        // Quotes help only where there is something to put them around.
        case .wrongType(expected: "string", received: let received) where ["number", "boolean"].contains(received):
            return texts("config.quoteIt", ["key": issue.pointer.description])
        case .notAChoice(let choices, isEnumeration: _):
            return texts("config.choices", ["choices": choices.joined(separator: ", ")])
        default: return nil
        }
    }
}
