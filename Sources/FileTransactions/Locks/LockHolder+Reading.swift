extension LockHolder {
    /// Determines the holder of a lock folder while we hold our own lock.
    init(path: String, _ status: FileStatus? = nil, userID: UInt32 = 0) {
        self.path = path
        self.userID = status?.owner
        renewed = status?.modified
        kind = status.map { GatewayLock.isOurs($0, userID: userID) } == true ? .leftByOurselves : .gateway
    }
}
