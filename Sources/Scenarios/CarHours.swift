import Atlases
import LinearAlgebra
import Transport

/// Hours by car: along the straight lines between the seats of places that touch, at one speed.
///
/// No road network is bundled. The speed is fitted on published driving hours between cities of China, all terrains
/// (`RoadValidation`, Guides/network.md): least absolute errors of logarithms.
public enum CarSpeed {
    /// Along straight lines, detours included.
    public static let kmh = 78.0

    static let remark = Remark(
        """
        by car: \(Int(kmh)) km/h along straight lines between neighbouring seats, fitted on published driving hours \
        (`network validate`)
        """, "驾车：相邻驻地直线距离按 \(Int(kmh)) 公里/小时，由公开发表的驾车时间拟合（`network validate`）")
}

extension StudyNetwork {
    /// Hours by car between all nodes, row origin; modelled roads at `CarSpeed`, roads with hours of their own and sea
    /// crossings at theirs.
    ///
    /// - Complexity: one shortest-path tree a node.
    func carHours() throws(NetworkError) -> Matrix {
        try network(passengers: false) { link in
            link.origin == .road ? link.lengthKm / parameters[.roadDetour] / CarSpeed.kmh : link.hours(parameters)
        }.hours(among: Array(nodes.indices))
    }
}
