/// Quiet colours that colour-blind readers can tell apart (brown to teal around zero; ColorBrewer BrBG, Brewer 2003).
public enum Palette {
    /// Text.
    public static let ink = "#1f2933"
    /// Text that stands back, axes.
    public static let quiet = "#66727f"
    /// Grid lines.
    public static let rule = "#d5dbe1"
    /// What the reader has marked.
    public static let accent = "#b3005e"
    /// Places without a value.
    public static let missing = "#c9ced4"
    /// From the slightest to the largest of three classes.
    public static let losses = ["#f3dfb8", "#d0a052", "#8c510a"]
    /// From the slightest to the largest of three classes.
    public static let gains = ["#c3e7e1", "#5ab4a6", "#01665e"]
    /// About zero, between losses and gains.
    public static let neutral = "#f7f7f5"
    /// From little to much in two to seven classes (ColorBrewer YlGnBu).
    public static func sequential(_ classes: Int) -> [String] {
        switch max(1, min(7, classes)) {
        case 1: ["#7fcdbb"]
        case 2: ["#c7e9b4", "#2c7fb8"]
        case 3: ["#edf8b1", "#7fcdbb", "#2c7fb8"]
        case 4: ["#ffffcc", "#a1dab4", "#41b6c4", "#225ea8"]
        case 5: ["#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494"]
        case 6: ["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494"]
        default: ["#ffffcc", "#c7e9b4", "#7fcdbb", "#41b6c4", "#1d91c0", "#225ea8", "#0c2c84"]
        }
    }

    /// The colour of a share from 0 to 1 among so many classes of one width; what is outside, or no number, takes the
    /// nearest.
    public static func sequential(_ share: Double, of classes: Int) -> String {
        let colours = sequential(classes)
        let place = share * Double(colours.count)
        return colours[place >= Double(colours.count) ? colours.count - 1 : place > 0 ? Int(place) : 0]
    }

    /// Things that have no order, told apart by the colour-blind too (Okabe & Ito 2008); used again from the first.
    public static let categories = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"]

    /// A single gain, where there are no classes.
    public static let gain = "#01857a"
    /// A single loss, where there are no classes.
    public static let loss = "#a6611a"
}

/// Classes around zero by decades of the largest change: about zero, and three of gains and losses each.
public struct DivergingScale: Sendable {
    /// Bounds of |value|: below the first is "about zero".
    public let bounds: [Double]

    /// - Parameter values: what is to be shown; values that are not finite are ignored.
    public init(for values: [Double]) {
        let largest = values.filter(\.isFinite).map(abs).max() ?? 0
        guard largest > 0 else {
            bounds = [0.0001, 0.001, 0.01]
            return
        }
        var decade = 1.0
        while decade > largest { decade /= 10 }
        while decade * 10 <= largest { decade *= 10 }
        // Where the top class would hold only what lies just above a decade, the classes start lower.
        if largest < 1.5 * decade { decade /= 10 }
        bounds = [decade / 100, decade / 10, decade]
    }

    /// The colour of the value's class; neutral below the first bound and for what is not a number.
    public func colour(_ value: Double) -> String {
        let size = abs(value)
        guard let index = bounds.lastIndex(where: { size >= $0 }) else { return Palette.neutral }
        return value < 0 ? Palette.losses[index] : Palette.gains[index]
    }

    /// The classes from the largest loss to the largest gain, with their bounds.
    public var classes: [(colour: String, low: Double, high: Double)] {
        let outer = Double.infinity
        return [
            (Palette.losses[2], -outer, -bounds[2]), (Palette.losses[1], -bounds[2], -bounds[1]),
            (Palette.losses[0], -bounds[1], -bounds[0]),
            (Palette.neutral, -bounds[0], bounds[0]), (Palette.gains[0], bounds[0], bounds[1]),
            (Palette.gains[1], bounds[1], bounds[2]),
            (Palette.gains[2], bounds[2], outer),
        ]
    }
}
