import Synchronization

/// A lazy, thread-safe value: computed on first access by whichever thread comes first. A command uses little of the
/// built-in data, and creating all of it would take longer than everything else in a short command.
///
/// A class, so that all copies of its owner share the computed value.
package final class Deferred<Value: Sendable>: Sendable {
    private let make: @Sendable () -> Value
    private let made = Mutex<Value?>(nil)

    package init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    package var value: Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}
