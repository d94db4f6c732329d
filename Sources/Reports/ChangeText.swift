import Asking
import Atlas
import Charts
import Equilibrium
public import Scenarios
import Wording

extension AnswerText {
    /// What a change does, in words.
    public func describe(_ change: Change) -> String {
        func name(_ code: String) -> String { "\(language.name(study.atlas.region(code)))" }
        func names(_ codes: [String]) -> String { codes.map(name).joined(separator: language(", ", "、")) }
        func of(_ sector: String?) -> String {
            sector.map { language(" (\(self.sector($0)))", "（\(self.sector($0))）") } ?? ""
        }
        switch change {
        case .link(let link):
            var text = language(
                """
                New \(link.mode == .rail ? "railway" : "road") \(name(link.from))–\(name(link.to)), design speed \
                \(plainNumber(link.speedKmh)) km/h
                """,
                """
                新建\(link.mode == .rail ? "铁路" : "公路") \(name(link.from))—\(name(link.to))，设计速度 \
                \(plainNumber(link.speedKmh)) 公里/小时
                """
            )
            if let length = link.lengthKm {
                text += language(", \(plainNumber(length)) km", "，\(plainNumber(length)) 公里")
            } else {
                text += language(", length 1.1 × great circle", "，长度按直线距离的 1.1 倍")
            }
            text +=
                link.costYuan.map { language("; cost \(costText($0))", "；投资 \(costText($0))") }
                ?? language("; cost not given", "；投资未给出")
            return text
        case .removeLink(let from, let to, let mode):
            return language(
                "Direct \(mode.rawValue) links \(name(from))–\(name(to)) taken away",
                "取消 \(name(from))—\(name(to)) 的直达\(mode == .rail ? "铁路" : "公路")")
        case .jobs(let from, let to, let number):
            return language(
                "\(grouped(Int64(number))) publicly paid jobs move from \(name(from)) to \(name(to))",
                "\(grouped(Int64(number))) 个财政供养岗位由\(name(from))迁至\(name(to))")
        case .housing(let places, let factor):
            return language(
                "Housing in \(names(places)) × \(plainNumber(factor))", "\(names(places))住房存量 × \(plainNumber(factor))")
        case .tradeCost(let places, let partners, let factor, let direction, let id):
            let whom =
                switch partners {
                case .domestic: language("every other domestic place", "国内其他所有城市")
                case .places: language("one another", "彼此之间")
                case .world: language("the rest of the world", "国外")
                }
            let way =
                direction == .both
                ? language("both directions", "双向")
                : direction == .import ? language("purchases only", "仅购入") : language("sales only", "仅售出")
            let kind = partners == .world ? language("Trade cost", "贸易成本") : language("Domestic trade cost", "国内贸易成本")
            return language(
                "\(kind) of \(names(places)) with \(whom)\(of(id)) × \(plainNumber(factor)) (\(way))",
                "\(names(places))与\(whom)的\(kind)\(of(id)) × \(plainNumber(factor))（\(way)）")
        case .migrationCost(let scope, let factor):
            return language(
                "Cost of moving between \(scope == .provinces ? "provinces" : "all places") × \(plainNumber(factor))",
                "\(scope == .provinces ? "跨省" : "城市间")迁移成本 × \(plainNumber(factor))")
        case .transfer(let from, let to, let yuan):
            return language(
                "Residents of \(name(from)) give those of \(name(to)) \(costText(yuan)) a year",
                "\(name(from))每年向\(name(to))转移支付 \(costText(yuan))")
        case .productivity(let places, let factor, let id):
            return language(
                "Productivity of \(names(places))\(of(id)) × \(plainNumber(factor))",
                "\(names(places))的生产率\(of(id)) × \(plainNumber(factor))")
        case .tariff(let places, let rate, let id):
            let whose = places.isEmpty ? language("every place", "所有城市") : names(places)
            return language(
                "Tariff on what \(whose) buys from the rest of the world\(of(id)): \(points(rate))",
                "\(whose)自国外购入\(of(id))的关税：\(points(rate))")
        case .tax(let places, let rate, let id):
            return language(
                """
                \(rate < 0 ? "Subsidy" : "Tax") on what is made in \(names(places))\(of(id)): \
                \(points(abs(rate))) of its price
                """,
                "对\(names(places))的产品\(of(id))\(rate < 0 ? "补贴" : "征税")：价格的 \(points(abs(rate)))")
        case .landReform(let ownership):
            let whose =
                switch ownership {
                case .registered: language("all who are registered there, wherever they live", "全体户籍人口，不论居住何处")
                case .stayers: language("those registered there who stay", "留在当地的户籍人口")
                case .residents: language("all who live there", "全体常住人口")
                }
            return language("Rent of land and homes goes to \(whose)", "土地与住房租金归\(whose)")
        case .purchases(let from, let to, let yuan, let id):
            return from.map {
                language(
                    "The government buys for \(costText(yuan)) a year in \(name(to)) instead of \(name($0))\(of(id))",
                    "政府每年 \(costText(yuan)) 的采购\(of(id))由\(name($0))转至\(name(to))")
            }
                ?? language(
                    """
                    The government buys for \(costText(yuan)) a year more in \(name(to))\(of(id)), paid by a tax \
                    on wages everywhere
                    """,
                    "政府每年在\(name(to))新增采购 \(costText(yuan))\(of(id))，由各地工资税负担")
        case .industrialTransfer(let from, let to, let share, let id):
            return language(
                "\(points(share)) of the firms of \(name(from)) move to \(name(to))\(of(id))",
                "\(name(from))\(points(share)) 的企业\(of(id))迁至\(name(to))")
        case .diffusion(let from, let share, let ties, let id):
            let how =
                switch ties {
                case .travel(let hours):
                    language(
                        "ties fade over \(plainNumber(hours)) hours of travel", "联系随旅行时间衰减，尺度 \(plainNumber(hours)) 小时")
                case .given(let weights): language("\(weights.count) ties as given", "给定 \(weights.count) 个联系")
                }
            return language(
                "Others close \(points(share)) of their gap to \(name(from))\(of(id)) where the tie is full; \(how)",
                "其他城市与\(name(from))的差距\(of(id))在联系最强处缩小 \(points(share))；\(how)")
        }
    }

    /// The name of a sector of the atlas.
    public func sector(_ id: String) -> String {
        guard let record = study.atlas.sectors.first(where: { $0.id == id }) else { return id }
        return language(record.nameEnglish, record.name)
    }

    private func points(_ rate: Double) -> String { "\(plainNumber((1e6 * rate).rounded() / 1e4)) %" }
}
