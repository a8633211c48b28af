import CNcurses
import Glibc

/// The character set of the terminal, from the environment.
enum TerminalLocale {
    /// Sets the C library's character type; returns whether text outside ASCII can be shown.
    ///
    /// If the host lacks the UTF-8 locale, or none is set, C.UTF-8 is used: small hosts have no other, and the C
    /// library would fall back to ASCII. With any other character set all output is ASCII and the C locale is kept,
    /// because the release binary contains its own C library, which cannot load the host's modules for converting to
    /// that set.
    static func adopt(_ environment: [String: String]) -> Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
        let wished = names.first { !$0.isEmpty } ?? ""
        let isSet = !wished.isEmpty && setlocale(LC_CTYPE, wished) != nil
        if !isSet, wished.isEmpty || namesUTF8(wished) { setlocale(LC_CTYPE, "C.UTF-8") }
        guard nl_langinfo(nl_item(CODESET)).map({ String(cString: $0) }) != "UTF-8" else { return true }
        setlocale(LC_CTYPE, "C")
        return false
    }

    private static func namesUTF8(_ name: String) -> Bool {
        let lowered = name.lowercased()
        return lowered.contains("utf-8") || lowered.contains("utf8")
    }
}
