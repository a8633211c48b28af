internal import CredentialStores
internal import GatewayConfig
internal import JSON5

// What is wrong with a credential store, and with the encoding of any file.
extension Explanation {
    /// A credential store that cannot be read or edited.
    func problem(_ error: StoreError, path: String) -> Problem {
        switch error {
        case .unreadable(let error): return problem(error, path: path)
        case .uneditable(let error): return problem(error, path: path)
        case .wrongShape(let pointer, let position):
            let place = ["path": show(path), "line": String(position.line), "column": String(position.column)]
            let key = pointer.components.isEmpty ? "store.shape.root" : "store.shape"
            return Problem(
                code: "wrong-shape",
                message: texts(key, place.merging(["key": pointer.description]) { first, _ in first }),
                next: texts("parse.next", place)
            )
        case .notUTF8(let position): return notUTF8(path, position)
        case .onlyRead: return Problem(code: "newer-store", message: texts("store.onlyRead", ["path": show(path)]))
        case .noProfile(let id): return Problem(code: "no-profile", message: texts("store.noProfile", ["profile": id]))
        case .notPortable(let id):
            return Problem(code: "not-portable", message: texts("store.notPortable", ["profile": id]))
        case .unreadableState(let error, let path): return problem(error, path: path)
        case .keptInState(let kept, let path): return keptInState(kept, path)
        }
    }

    /// An edit of what the gateway keeps in a file of its own, which this program reads only.
    private func keptInState(_ kept: StoreError.KeptState, _ path: String) -> Problem {
        let (word, subject): (String, [String: String]) =
            switch kept {
            case .order(let provider): ("order", ["provider": provider])
            case .marks(let id): ("marks", ["profile": id])
            case .profile(let id): ("profile", ["profile": id])
            }
        let values = subject.merging(["path": show(path)]) { $1 }
        return Problem(
            code: "kept-in-state",
            message: texts("store.state." + word, values),
            details: [texts("file.nothingChanged")],
            next: texts("store.state." + word + ".next", values)
        )
    }

    /// A file with invalid UTF-8, which can be read but not written.
    func notUTF8(_ path: String, _ position: TextPosition) -> Problem {
        let place = ["path": show(path), "line": String(position.line), "column": String(position.column)]
        return Problem(
            code: "not-utf8",
            message: texts("file.notUTF8", place),
            details: [texts("file.nothingChanged")],
            next: texts("file.notUTF8.next", place)
        )
    }

    /// A `.env` file saved as UTF-16.
    func utf16(_ path: String) -> Problem {
        Problem(
            code: "utf16",
            message: texts("file.utf16", ["path": show(path)]),
            next: texts("file.utf16.next", ["path": show(path)])
        )
    }
}
