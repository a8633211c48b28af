/// Bytes that are only ever added to, in one piece of memory: for texts of thousands of short runs, where an array asks at
/// each of them whether it is shared.
struct ByteSink: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity = 4096
    private var count = 0

    init() {
        memory = .allocate(capacity: capacity)
    }

    deinit { memory.deallocate() }

    /// A copy of all of them.
    var array: [UInt8] { Array(UnsafeBufferPointer(start: memory, count: count)) }

    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        memory[count] = byte
        count += 1
    }

    mutating func append(_ run: UnsafeBufferPointer<UInt8>) {
        guard let source = run.baseAddress else { return }
        if count + run.count > capacity { grow(by: run.count) }
        (memory + count).update(from: source, count: run.count)
        count += run.count
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Appends a string between quotes, escaped as `JSON.stringify` does.
    mutating func appendQuoted(_ string: String) {
        let quote = UInt8(ascii: "\"")
        var string = string
        let isPlain = string.withUTF8 { text in
            guard text.isPlain(in: quote) else { return false }
            append(quote)
            append(text)
            append(quote)
            return true
        }
        guard !isPlain else { return }
        var quoted: [UInt8] = []
        quoted.appendQuoted(string)
        quoted.withUnsafeBufferPointer { append($0) }
    }

    private mutating func grow(by more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: memory, count: count)
        memory.deallocate()
        memory = larger
    }
}
