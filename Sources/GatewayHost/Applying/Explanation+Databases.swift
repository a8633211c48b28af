internal import CredentialStores
internal import FileTransactions

// What was found out about databases, each with the gateway's own command that mends it.
extension Explanation {
    /// A finding about an agent's store, or about what all agents share.
    func problem(_ finding: StoreFinding, agent: String, _ program: InstalledProgram?) -> Problem {
        switch finding {
        case .unreadable(let path, let problem): return self.problem(problem, path: path, program)
        case .sharedUnreadable(let path, let problem):
            return prefixed("database.shared", self.problem(problem, path: path, program), path)
        case .stateUnreadable(let path, let problem):
            return prefixed("database.state", self.problem(problem, path: path, program), path)
        case .otherAgent(let path, let written):
            return Problem(
                code: "other-agent",
                message: texts("database.otherAgent", ["path": show(path), "agent": agent, "written": written]),
                next: command("doctor", program)
            )
        case .enrolled(let path, let ids):
            return Problem(
                code: "authorization-lifetimes",
                message: texts("database.enrolled", ["path": show(path), "profiles": texts.list(ids)])
            )
        case .ignoredFile(let path):
            return Problem(
                code: "ignored-file",
                message: texts("database.ignoredFile", ["path": show(path)]),
                next: command("doctor --fix", program)
            )
        case .doctor(let reason): return problem(reason, agent: agent, program)
        }
    }

    /// A command of the gateway's own program, by the path of that program: ours has the same name.
    func command(_ words: String, _ program: InstalledProgram?) -> String {
        program.map { ShellWord.quoted($0.command) + " " + words } ?? texts("store.newer.next", ["command": words])
    }

    private func prefixed(_ key: String, _ problem: Problem, _ path: String) -> Problem {
        Problem(
            code: problem.code,
            message: texts(key, ["path": show(path), "reason": problem.message]),
            details: problem.details,
            next: problem.next
        )
    }

    // MARK: - Unreadable

    private func problem(_ problem: DatabaseProblem, path: String, _ program: InstalledProgram?) -> Problem {
        var values = ["path": show(path), "release": program?.version ?? texts("database.thisGateway")]
        func told(_ code: String, _ key: String, next: String) -> Problem {
            Problem(code: code, message: texts("database." + key, values), next: next)
        }
        let doctor = command("doctor --fix", program)
        switch problem {
        case .database(let error): return self.problem(error, path: path, program)
        case .newerSchema(let schema, let supported):
            (values["schema"], values["supported"]) = (String(schema), String(supported))
            return told("store-too-new", "newerSchema", next: texts("database.newerSchema.next", values))
        case .otherRole(let role):
            values["role"] = role ?? texts("word.unknown")
            return told("other-role", "otherRole", next: doctor)
        case .notATable: return told("store-unreadable", "notATable", next: doctor)
        case .wrongType(let type):
            values["type"] = type
            return told("store-unreadable", "wrongType", next: doctor)
        case .text(let error):
            let reason = self.problem(error, path: path)
            return Problem(
                code: reason.code,
                message: texts("database.text", ["reason": reason.message]),
                details: reason.details.filter { $0 != texts("file.nothingChanged") },
                next: doctor
            )
        }
    }

    private func problem(_ error: DatabaseError, path: String, _ program: InstalledProgram?) -> Problem {
        let values = ["path": show(path)]
        func told(_ code: String, _ key: String, _ words: String? = nil) -> Problem {
            Problem(
                code: code,
                message: texts("database." + key, values),
                next: words.map { command($0, program) } ?? texts("database.again.next")
            )
        }
        switch error {
        case .file(let error): return problem(error)
        case .empty: return told("store-unreadable", "empty", "doctor --fix")
        case .notADatabase: return told("store-unreadable", "notADatabase", "doctor --fix")
        case .damaged: return told("store-damaged", "damaged", "doctor --fix")
        case .beingWritten: return told("store-busy", "beingWritten")
        case .locked: return told("store-busy", "locked")
        case .interrupted: return told("store-interrupted", "interrupted", "doctor")
        case .newerFormat: return told("newer-store", "newerFormat", "models auth list")
        case .tooLarge: return told("store-too-large", "tooLarge", "models auth list")
        case .tooSlow: return told("store-too-large", "tooSlow", "models auth list")
        case .failed(let code):
            return Problem(
                code: "store-unreadable",
                message: texts("database.failed", values.merging(["code": String(code)]) { $1 }),
                next: command("doctor --fix", program)
            )
        }
    }

    // MARK: - The gateway's doctor

    private func problem(_ reason: DoctorReason, agent: String, _ program: InstalledProgram?) -> Problem {
        func told(
            _ code: String,
            _ key: String,
            _ values: [String: String] = [:],
            _ paths: [String] = [],
            next: String? = nil
        ) -> Problem {
            Problem(
                code: code,
                message: texts("doctor." + key, values.merging(["agent": agent]) { $1 }),
                details: paths.map { "  " + show($0) },
                next: next ?? command("doctor --fix", program)
            )
        }
        switch reason {
        case .migrationRequired(let files): return told("migration-required", "migrationRequired", [:], files)
        case .lostMigration(let copies):
            return told("lost-migration", "lostMigration", [:], copies, next: next(ofLost: copies, program))
        case .relocationConflict(let ids):
            return told("relocation-conflict", "relocationConflict", ["profiles": ids.joined(separator: ", ")])
        case .relocationUnfinished: return told("relocation-unfinished", "relocationUnfinished")
        case .emptyLegacyTable: return told("empty-legacy-table", "emptyLegacyTable")
        case .invalidOwner: return told("invalid-shared-store", "invalidOwner")
        case .quarantined(let path): return told("quarantined", "quarantined", ["path": show(path)])
        }
    }

    /// The newest copy goes back under its old name, from where the doctor imports it again. The folder is named once, so
    /// that the command fits where a screen would shorten two long paths.
    private func next(ofLost copies: [String], _ program: InstalledProgram?) -> String? {
        guard let copy = copies.max() else { return nil }
        let name = copy.splitPath.name
        let folder = ShellWord.quoted(String(copy.dropLast(name.count + 1)))
        let first = "(cd \(folder) && cp -p \(ShellWord.quoted(name)) \(AuthProfilesFormat.fileName))"
        guard let program else {
            return texts("doctor.lostMigration.next", ["copy": first])
        }
        return first + " && " + ShellWord.quoted(program.command) + " doctor --fix"
    }
}
