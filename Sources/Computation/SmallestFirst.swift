/// A queue that gives back its smallest value first: a heap with four children a node, ties by number so that the order
/// of work is fixed.
@frozen
public struct SmallestFirst: Sendable {
    @usableFromInline var items: [Item] = []

    @frozen
    @usableFromInline
    struct Item: Sendable {
        @usableFromInline let value: Double
        @usableFromInline let number: Int32

        @inlinable
        init(value: Double, number: Int32) { (self.value, self.number) = (value, number) }

        @inlinable
        func isBefore(_ other: Item) -> Bool { value < other.value || (value == other.value && number < other.number) }
    }

    /// Empty.
    @inlinable
    public init() {}

    /// Empties the queue and keeps its room.
    @inlinable
    public mutating func removeAll() { items.removeAll(keepingCapacity: true) }

    /// - Complexity: O(log count).
    @inlinable
    public mutating func push(_ value: Double, _ number: Int32) {
        let item = Item(value: value, number: number)
        items.append(item)
        items.withUnsafeMutableBufferPointer { items in
            var place = items.count - 1
            while place > 0 {
                let parent = (place - 1) / 4
                if !item.isBefore(items[parent]) { break }
                items[place] = items[parent]
                place = parent
            }
            items[place] = item
        }
    }

    /// - Complexity: O(log count).
    @inlinable
    public mutating func pop() -> (value: Double, number: Int32)? {
        guard let first = items.first, let last = items.popLast() else { return nil }
        if items.isEmpty { return (first.value, first.number) }
        items.withUnsafeMutableBufferPointer { items in
            var place = 0
            while true {
                let child = 4 * place + 1
                if child >= items.count { break }
                var least = child
                for other in (child + 1)..<max(child + 1, min(child + 4, items.count))
                where items[other].isBefore(items[least]) {
                    least = other
                }
                if !items[least].isBefore(last) { break }
                items[place] = items[least]
                place = least
            }
            items[place] = last
        }
        return (first.value, first.number)
    }
}
