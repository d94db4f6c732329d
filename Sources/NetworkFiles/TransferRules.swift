/// The rules of transfers.txt by pair of platforms. The narrower wins, whatever its time: that of two stops over one of
/// a stop and a station, that over one of two stations; of equals the first.
struct TransferRules {
    private struct Pair: Hashable { let from, to: Int }

    private var places: [Pair: Int] = [:]
    private var stations: [Int] = []
    /// One a pair, in the order in which pairs were first named.
    private(set) var changes: [TransitFeed.Change] = []
    var count: Int { changes.count }

    /// - Parameters:
    ///   - seconds: nil where one cannot change.
    ///   - wide: how many of the two that the rule names are stations.
    mutating func add(from: Int, to: Int, seconds: Int32?, stations wide: Int) {
        let change = TransitFeed.Change(from: from, to: to, seconds: seconds)
        guard let place = places[Pair(from: from, to: to)] else {
            places[Pair(from: from, to: to)] = changes.count
            changes.append(change)
            stations.append(wide)
            return
        }
        if wide < stations[place] { (changes[place], stations[place]) = (change, wide) }
    }
}
