/// Where a place lies: its outline, or a point where none is known.
public enum PlaceShape: Sendable, Equatable {
    /// Polygons, each an outer ring and its holes; every ring ends where it begins.
    case areas([[[Coordinate]]])
    /// Its seat.
    case point(Coordinate)
}
