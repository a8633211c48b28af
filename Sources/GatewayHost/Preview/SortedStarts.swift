extension [Int] {
    /// Of sorted places where parts begin, the index of the last that is not behind a place; 0 where all are.
    func lastStart(upTo place: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] <= place { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : 0
    }
}
