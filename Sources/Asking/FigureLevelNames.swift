public import Atlases

extension FigureLevel: Choosable {
    /// As forms and titles say it.
    public var name: Remark {
        switch self {
        case .prefecture: Remark("cities", "地级及以上城市")
        case .province: Remark("provinces", "省份")
        }
    }
}
