import Asking
public import Panels
import Reports

extension Workbench {
    /// The atlas as measures ask it.
    public var figures: AtlasFigures {
        AtlasFigures(atlas) { [opened] () throws(Problem) in
            groundMap(opened.atlas, provinces: try opened.boundaries("provinces"))
        }
    }
}
