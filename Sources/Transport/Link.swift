/// How a link is travelled. `rail` is conventional rail, or rail of all kinds where they are not told apart; `road` any
/// wheels on it.
public enum Mode: String, Sendable, CaseIterable {
    /// Trains by kind, then wheels on roads.
    case rail, highSpeedRail, urbanRail, road
    /// `water` carries along rivers and coasts, `ferry` across; `other` is everything else.
    case water, ferry, air, other
}

/// A directed link between two places.
public struct Link: Sendable, Hashable {
    /// Indices of places.
    public let from: Int
    /// Index of the place it leads to.
    public let to: Int
    /// Decides where it is boarded.
    public let mode: Mode
    /// Along the way; tells nothing about the time.
    public let lengthKm: Double
    /// From platform to platform, access and waits apart; 0 or more.
    public let hours: Double
    /// Money for a traveller, or for a tonne of goods, in the unit of the value of time.
    public let fare: Double
    /// The line that serves it, whose headway is waited for; nil where one sets off at any time.
    public let line: Int?

    /// Checked when a network is made, not here.
    public init(from: Int, to: Int, mode: Mode, lengthKm: Double, hours: Double, fare: Double = 0, line: Int? = nil) {
        self.from = from
        self.to = to
        self.mode = mode
        self.lengthKm = lengthKm
        self.hours = hours
        self.fare = fare
        self.line = line
    }

    /// The same the other way, on the same line.
    public var reversed: Link {
        Link(from: to, to: from, mode: mode, lengthKm: lengthKm, hours: hours, fare: fare, line: line)
    }
}

/// What stands between a door and a ride.
public struct Boarding: Sendable, Hashable {
    /// From door to platform and from platform to door, both together, of a ride on each mode; none: the mode starts at
    /// the door.
    public var accessHours: [Mode: Double]
    /// From one line to another of a mode at one station, the wait apart.
    public var transferHours: Double
    /// Between two departures of each line; half of it is waited for.
    public var headwayHours: [Double]

    /// Without anything one sets off at once, from the door.
    public init(accessHours: [Mode: Double] = [:], transferHours: Double = 0, headwayHours: [Double] = []) {
        self.accessHours = accessHours
        self.transferHours = transferHours
        self.headwayHours = headwayHours
    }
}

/// Why a network is refused.
public enum NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A link whose places, hours, fare or line cannot be; `index` counts from 0.
    case badLink(index: Int, expected: String)
    /// Hours of access, transfer or headway below zero or not finite.
    case badAccess(Double)
    /// A number outside the places.
    case badPlace(Int)
    /// Not above zero, or not finite.
    case badValueOfTime(Double)

    /// In English; links count from 1.
    public var description: String {
        switch self {
        case .badLink(let index, let expected): "link \(index + 1): expected \(expected)"
        case .badAccess(let hours): "access, transfer or headway is \(hours) hours: expected 0 or more"
        case .badPlace(let place): "place \(place): no such place in the network"
        case .badValueOfTime(let value): "the value of time is \(value) an hour: expected more than 0"
        }
    }
}
