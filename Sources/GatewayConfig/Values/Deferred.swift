import Synchronization

/// A value that is made when it is first asked for, by whichever thread asks first: a command looks at little of what is
/// built in, and making all of it takes longer than all else that a short command does.
///
/// A class, so that what one copy of its owner has made all have.
final class Deferred<Value: Sendable>: Sendable {
    private let make: @Sendable () -> Value
    private let made = Mutex<Value?>(nil)

    init(_ make: @escaping @Sendable () -> Value) { self.make = make }

    var value: Value {
        made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }
}
