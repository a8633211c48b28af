package import JSON5

extension String {
    /// The text with each of the gateway's masks, `sk-ant-a...AAAAAAAA`, cut to the last four characters, which is all
    /// that this program shows. Kind, name and position must agree with the gateway, the mask need not.
    package var cuttingMasks: String {
        replacing(/[^\s=:,"]{8}\.\.\.[^\s,"]{4}([^\s,"]{4})/) { "...\($0.1)" }
    }
}

extension Value {
    /// The same in every text of a document.
    package var cuttingMasks: Value {
        switch self {
        case .string(let text): .string(text.cuttingMasks)
        case .array(let elements): .array(elements.map(\.cuttingMasks))
        case .object(let members): .object(Members(members.map { ($0.key, $0.value.cuttingMasks) }))
        case .null, .bool, .number: self
        }
    }
}
