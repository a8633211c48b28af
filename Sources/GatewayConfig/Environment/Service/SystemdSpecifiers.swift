/// Expands specifiers such as `%h` in a unit (systemd.unit(5), section "Specifiers").
struct SystemdSpecifiers {
    let manager: SystemdManager
    /// `openclaw-gateway.service`.
    let unit: String

    /// The text with its specifiers expanded; an unknown one is kept, as in systemd.
    func expanded(_ text: some Collection<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var isSpecifier = false
        for byte in text {
            if isSpecifier {
                result += value(of: byte) ?? [UInt8(ascii: "%"), byte]
                isSpecifier = false
            } else if byte == UInt8(ascii: "%") {
                isSpecifier = true
            } else {
                result.append(byte)
            }
        }
        return isSpecifier ? result + [UInt8(ascii: "%")] : result
    }

    /// The drop-in folders of the unit, highest precedence first: its own, then one for each prefix that ends in a
    /// dash, then that of all services.
    var dropInFolders: [String] {
        let name = unit.withoutSuffix
        let prefixes = name.indices.reversed().filter { name[$0] == "-" }.map { String(name[...$0]) + ".service.d" }
        let own = manager.unitFolders.flatMap { folder in ([unit + ".d"] + prefixes).map { folder + "/" + $0 } }
        return own + manager.unitFolders.map { $0 + "/service.d" }
    }

    private func value(of letter: UInt8) -> [UInt8]? {
        let folders = manager.folders
        let text: String? =
            switch letter {
            case UInt8(ascii: "%"): "%"
            case UInt8(ascii: "h"): manager.account.home
            case UInt8(ascii: "u"): manager.account.name
            case UInt8(ascii: "U"): String(manager.account.id)
            case UInt8(ascii: "H"): manager.account.hostName
            case UInt8(ascii: "l"): manager.account.hostName.split(separator: ".").first.map(String.init)
            case UInt8(ascii: "n"): unit
            case UInt8(ascii: "N"), UInt8(ascii: "p"): unit.withoutSuffix
            case UInt8(ascii: "j"): unit.withoutSuffix.split(separator: "-").last.map(String.init)
            case UInt8(ascii: "i"), UInt8(ascii: "I"): ""
            case UInt8(ascii: "t"): folders.runtime
            case UInt8(ascii: "S"): folders.state
            case UInt8(ascii: "C"): folders.cache
            case UInt8(ascii: "L"): folders.logs
            case UInt8(ascii: "E"): folders.configuration
            case UInt8(ascii: "T"): "/tmp"
            case UInt8(ascii: "V"): "/var/tmp"
            default: nil
            }
        return text.map { Array($0.utf8) }
    }
}

extension String {
    /// `openclaw-gateway` of `openclaw-gateway.service`.
    fileprivate var withoutSuffix: String {
        lastIndex(of: ".").map { String(self[..<$0]) } ?? self
    }
}
