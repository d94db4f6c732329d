import Asking
import AtlasFiles
import Atlases
import Testing

@Suite("Names of places")
struct PlaceNamesTests {
    private let atlas: Atlas
    private let names: PlaceNames

    init() throws {
        atlas = try BundledAtlas.atlas.get()
        names = PlaceNames(atlas)
    }

    @Test(
        "one region is found by code, name, traditional characters, pinyin, former name, and with its province",
        arguments: [
            ("510100", "510100"), ("510100.0", "510100"), ("成都", "510100"), ("成都市", "510100"), ("  成都 ", "510100"),
            ("chengdu", "510100"), ("Chengdu, Sichuan", "510100"), ("Sichuan, Chengdu", "510100"),
            ("四川省成都市", "510100"), ("四川成都", "510100"), ("廣州", "440100"), ("襄樊", "420600"), ("Xiangfan", "420600"),
            ("Suzhou, Anhui", "341300"), ("安徽宿州", "341300"), ("宿州（安徽）", "341300"), ("Suzhou (Anhui)", "341300"),
            ("吉林市", "220200"), ("吉林省", "220000"), ("吉林省吉林市", "220200"), ("海南省", "460000"),
            ("Hainan Province", "460000"),
            ("海南藏族自治州", "632500"), ("北京", "110000"), ("雄安", "XIONGAN"), ("Ürümqi", "650100"), ("guang zhou", "440100"),
            ("朝阳", "211300"),
        ])
    func one(text: String, code: String) { #expect(names.match(text) == .region(code)) }

    @Test(
        "a name that several bear gives all of them",
        arguments: ["Suzhou", "Hainan", "海南", "Taizhou", "Yichun", "Fuzhou", "吉林", "Jilin"])
    func several(text: String) {
        guard case .several(let codes) = names.match(text) else {
            Issue.record("\(text): \(names.match(text))")
            return
        }
        #expect(codes.count == 2)
    }

    @Test(
        "a smaller unit names the region it lies in",
        arguments: [
            ("义乌", ["330700"]), ("义乌市", ["330700"]), ("昆山", ["320500"]), ("Kunshan", ["320500"]),
            ("北京市朝阳区", ["110000"]), ("浙江义乌", ["330700"]), ("Yiwu", ["330700", "650500"]),
        ])
    func within(text: String, codes: [String]) { #expect(names.match(text) == .within(codes)) }

    @Test("a misspelt name is asked back, what is like nothing is nothing")
    func misspelt() {
        #expect(names.match("Ankangg") == .like(["610900"]))
        #expect(names.match("Chengdo") == .like(["130800", "510100"]))
        for text in ["", "合计", "Atlantis", "999999"] { #expect(names.match(text) == .none) }
    }

    @Test("a question about cities refuses provinces, and takes the city where its province bears the same name")
    func cities() throws {
        #expect(try atlas.city(called: "Jilin").code == "220200")
        #expect(try atlas.cities(called: ["Xi'an", "610900"]).map(\.code) == ["610100", "610900"])
        #expect(throws: Problem.self) { try atlas.city(called: "Hainan") }
        do {
            _ = try atlas.city(called: "Guangdong")
            Issue.record("a province is no city")
        } catch {
            let remark = error.remark { $0 }
            #expect(remark.english == "Guangdong (440000) is no city: name one, such as Guangzhou (440100)")
            #expect(remark.chinese == "广东省（440000）不是城市：请给出城市，如广州（440100）")
        }
    }

    @Test("of several of a name the one that an answer holds is meant")
    func among() throws {
        #expect(try atlas.region(called: "海南", among: ["460000", "440000"]).code == "460000")
        #expect(throws: Problem.self) { try atlas.region(called: "海南", among: ["460000", "632500"]) }
    }
}
