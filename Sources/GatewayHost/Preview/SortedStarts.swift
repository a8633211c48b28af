extension [Int] {
    /// In a sorted list of start positions, the index of the last one at or before `place`; 0 if there is none.
    func lastStart(upTo place: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : 0
    }
}
