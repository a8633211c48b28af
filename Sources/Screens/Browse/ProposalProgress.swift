internal import TerminalUI

/// How far a screen is with a proposal: chosen, being written, waiting for a lock.
struct ProposalProgress: Sendable {
    /// The proposal that is being written; the answer has not come yet.
    var pending: Proposal?
    /// Who holds the lock that is waited for, and since when; times in milliseconds on the loop's clock.
    var waiting: (holder: String, since: Int64, now: Int64)?
    /// Whether an Enter was pressed or is repeated by a held key.
    var enters = HeldEnter()
    /// The row that was chosen, and when it counts unless Enter turns out to be held; in milliseconds on the loop's clock.
    var settling: (row: String, due: Int64)?
    /// The next change of the files is our own, so it is not told as somebody else's.
    var expectsChange = false

    /// Nothing is written or waited for any more.
    mutating func end() {
        (pending, waiting, expectsChange) = (nil, nil, false)
    }
}
