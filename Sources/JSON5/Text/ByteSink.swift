/// An append-only byte buffer, for texts of thousands of short runs: an array would check at each append whether it is
/// uniquely referenced.
struct ByteSink: ~Copyable {
    private var memory: UnsafeMutablePointer<UInt8>
    private var capacity = 4096
    private var count = 0

    init() {
        memory = .allocate(capacity: capacity)
    }

    deinit { memory.deallocate() }

    /// A copy of the bytes.
    var array: [UInt8] { Array(UnsafeBufferPointer(start: memory, count: count)) }

    mutating func append(_ byte: UInt8) {
        if count == capacity { grow(by: 1) }
        (memory + count).initialize(to: byte)
        count += 1
    }

    mutating func append(_ run: UnsafeBufferPointer<UInt8>) {
        guard let source = run.baseAddress else { return }
        if count + run.count > capacity { grow(by: run.count) }
        (memory + count).initialize(from: source, count: run.count)
        count += run.count
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    /// Appends a quoted string, escaped as by `JSON.stringify`.
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
        larger.initialize(from: memory, count: count)
        memory.deallocate()
        memory = larger
    }
}
