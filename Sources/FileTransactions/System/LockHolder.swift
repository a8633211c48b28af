/// The holder of a lock that is waited for.
package struct LockHolder: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Another run of this program on the same host; with its process, if the kernel reports it.
        case ourselves(processID: Int32?)
        /// A gateway lock folder that this program created. Nobody holds our own lock, so its creator is gone.
        case leftByOurselves
        /// A lock folder of the gateway, or of another program that follows its protocol.
        case gateway
    }

    package let kind: Kind
    /// The lock folder; for our own lock, our state folder.
    package let path: String
    /// Its owner; nil if it disappeared during the check.
    package let userID: UInt32?
    /// The last renewal by its holder; nil for our own lock, which needs none.
    package let renewed: FileTime?

    /// A holder of our own lock.
    init(ourselves processID: Int32?, path: String) {
        kind = .ourselves(processID: processID)
        self.path = path
        userID = nil
        renewed = nil
    }

    /// How far another clock may be ahead of ours, in milliseconds: one day.
    static let longestLead: Int64 = 24 * 3600 * 1000

    /// Whether its time is so far in the future that no holder can have set it and it would never become stale.
    ///
    /// A time in the distant past is no problem: such a lock is stale.
    package func hasAbsurdTime(at now: Int64) -> Bool {
        guard let renewed else { return false }
        return renewed.age(at: now) < -Self.longestLead
    }
}

/// The state of a wait for a lock, passed to the caller while it lasts.
package struct LockWait: Sendable, Equatable {
    package let holder: LockHolder
    /// How long this commit has been waiting, in milliseconds.
    package let waitedMilliseconds: Int64
}

/// Whether to continue waiting for a lock.
package enum LockWaitChoice: Sendable {
    case wait, cancel
}

/// The maximum wait for locks, in milliseconds.
package struct LockPatience: Sendable, Equatable {
    /// For another run of this program.
    package var own: Int64
    /// For the gateway; nil for as long as the gateway itself retries, about 50 seconds.
    package var gateway: Int64?

    /// Ten seconds for another run of this program.
    package static let usual = LockPatience(own: 10_000, gateway: nil)

    /// The same for every lock; 0 does not wait.
    package init(milliseconds: Int64) {
        (own, gateway) = (max(0, milliseconds), max(0, milliseconds))
    }

    private init(own: Int64, gateway: Int64?) {
        (self.own, self.gateway) = (own, gateway)
    }
}
