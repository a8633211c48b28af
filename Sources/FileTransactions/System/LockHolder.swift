/// What is known about who holds a lock that is waited for.
package struct LockHolder: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// Another run of this program, writing on the same host; the process, where the kernel tells.
        case ourselves(processID: Int32?)
        /// A lock folder of the gateway's kind that this program made; nobody holds our own lock, so its maker is gone.
        case leftByOurselves
        /// A lock folder of the gateway, or of another program that keeps to its rules.
        case gateway
    }

    package let kind: Kind
    /// The lock folder; for our own lock, the folder of our state.
    package let path: String
    /// Its owner; nil when it went away while being looked at.
    package let userID: UInt32?
    /// When its holder last renewed it; nil for our own lock, which needs no renewing.
    package let renewed: FileTime?

    /// Who holds our own lock.
    init(ourselves processID: Int32?, path: String) {
        kind = .ourselves(processID: processID)
        self.path = path
        userID = nil
        renewed = nil
    }

    /// How far a clock may be ahead of ours, in milliseconds: a day.
    static let longestLead: Int64 = 24 * 3600 * 1000

    /// Whether its time is one that no holder gives it: so far ahead that it would never grow stale.
    ///
    /// A time long ago is no trouble; it is stale.
    package func hasAbsurdTime(at now: Int64) -> Bool {
        guard let renewed else { return false }
        return renewed.age(at: now) < -Self.longestLead
    }
}

/// A wait for somebody else's lock, as told to the caller while it lasts.
package struct LockWait: Sendable, Equatable {
    package let holder: LockHolder
    /// How long this commit has been waiting, in milliseconds.
    package let waitedMilliseconds: Int64
}

/// Whether to go on waiting for a lock.
package enum LockWaitChoice: Sendable {
    case wait, cancel
}

/// How long locks are waited for at most, in milliseconds.
package struct LockPatience: Sendable, Equatable {
    /// For another run of this program.
    package var own: Int64
    /// For the gateway; nil for as long as the gateway itself tries, about 50 seconds.
    package var gateway: Int64?

    /// Ten seconds for another run of this program.
    package static let usual = LockPatience(own: 10_000, gateway: nil)

    /// The same for every lock; 0 waits not at all.
    package init(milliseconds: Int64) {
        (own, gateway) = (max(0, milliseconds), max(0, milliseconds))
    }

    private init(own: Int64, gateway: Int64?) {
        (self.own, self.gateway) = (own, gateway)
    }
}
