import Foundation

/// Reads the undefined symbols of an ELF64 object file: the functions that its code calls but does not contain.
struct ObjectFile {
    let undefinedSymbols: Set<String>

    struct Malformed: Error {}

    init(_ url: URL) throws {
        let data = try Data(contentsOf: url)
        guard data.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else { throw Malformed() }
        let bytes = [UInt8](data)
        func number<Number: FixedWidthInteger>(_ offset: Int, _: Number.Type = Number.self) throws -> Number {
            guard offset >= 0, offset + MemoryLayout<Number>.size <= bytes.count else { throw Malformed() }
            return bytes.withUnsafeBytes {
                Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
            }
        }
        // Elf64_Ehdr: e_shoff, e_shentsize, e_shnum; the first section's sh_size where there are more than fit.
        let table = Int(try number(0x28) as UInt64)
        let entry = Int(try number(0x3A) as UInt16)
        let listed = Int(try number(0x3C) as UInt16)
        let count = listed > 0 ? listed : Int(try number(table + 0x20) as UInt64)
        var names: Set<String> = []
        for index in 0..<count {
            let section = table + index * entry
            // Elf64_Shdr: sh_type 2 is the symbol table, sh_link its strings.
            guard try number(section + 4) as UInt32 == 2 else { continue }
            let start = Int(try number(section + 0x18) as UInt64)
            let size = Int(try number(section + 0x20) as UInt64)
            let strings = table + Int(try number(section + 0x28) as UInt32) * entry
            let text = Int(try number(strings + 0x18) as UInt64)
            for symbol in stride(from: start, to: start + size, by: 24) {
                // Elf64_Sym: st_name, st_shndx 0 for undefined symbols.
                let name = Int(try number(symbol) as UInt32)
                guard name > 0, try number(symbol + 6) as UInt16 == 0 else { continue }
                names.insert(String(decoding: bytes[(text + name)...].prefix { $0 != 0 }, as: UTF8.self))
            }
        }
        undefinedSymbols = names
    }
}
