extension Document {
    /// The style of new text in a container: that of its items, else that of the document around it.
    func style(for layout: ContainerLayout?) -> WritingStyle {
        var style = WritingStyle(isStrict: dialect == .json)
        // From the inside out, so that what stands first in the document has the last word; a sample is enough.
        for index in (0..<min(tree.count, 256)).reversed() where tree.kind(of: index).isContainer {
            style.adopt(ContainerLayout(of: index, in: self), in: self)
        }
        style.lineBreak = storage.bytes.lineBreak(around: layout?.inside.lowerBound ?? 0) ?? style.lineBreak
        if let layout { style.adopt(layout, in: self) }
        return style
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The line break before an offset, else the next one; nil in a text of one line.
    fileprivate func lineBreak(around offset: Int) -> [UInt8]? {
        let isBreak = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
        guard let last = self[..<offset].lastIndex(where: isBreak) ?? self[offset...].firstIndex(where: isBreak)
        else { return nil }
        let isPair = self[last] == 0x0A && last > 0 && self[last - 1] == 0x0D
        let start = isPair ? last - 1 : last
        return lineBreakLength(at: start).map { Array(self[start..<start + $0]) }
    }
}
