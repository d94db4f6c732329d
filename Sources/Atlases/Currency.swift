/// The money that an atlas counts in. Scales of it are converted; another currency never is.
public struct Currency: Sendable, Hashable {
    /// Of ISO 4217, as in "CNY".
    public let code: String
    /// In English, as it stands after a number: "yuan".
    public let name: String
    /// In Chinese: 元.
    public let nameChinese: String

    /// Takes the words as they are.
    public init(code: String, name: String, nameChinese: String) {
        (self.code, self.name, self.nameChinese) = (code, name, nameChinese)
    }

    /// In both languages.
    public var remark: Remark { Remark(name, nameChinese) }

    /// Money of an atlas that names none.
    public static let unnamed = Currency(code: "", name: "currency units", nameChinese: "货币单位")

    /// What tables call the currencies that tables come in, the usual English name first, then the Chinese one.
    static let words: [(code: String, words: [String])] = [
        ("CNY", ["yuan", "元", "rmb", "renminbi", "人民币", "元人民币", "人民币元", "¥"]),
        ("EUR", ["euro", "欧元", "euros", "€"]), ("USD", ["dollars", "美元", "dollar", "us$", "$"]),
        ("JPY", ["yen", "日元", "円"]), ("GBP", ["pounds", "英镑", "pound", "£"]),
        ("KRW", ["won", "韩元"]), ("INR", ["rupees", "卢比", "rupee", "₹"]), ("CHF", ["francs", "瑞士法郎", "franc"]),
        ("BRL", ["reais", "雷亚尔", "real"]), ("RUB", ["roubles", "卢布", "rouble", "ruble", "rubles"]),
        ("IDR", ["rupiah", "印尼盾"]), ("VND", ["dong", "越南盾", "đồng"]), ("THB", ["baht", "泰铢"]),
        ("MXN", ["pesos", "墨西哥比索", "peso"]), ("ZAR", ["rand", "兰特"]), ("TRY", ["lira", "里拉"]),
        ("PLN", ["zloty", "兹罗提", "złoty"]), ("HKD", ["hk$", "港元"]), ("TWD", ["nt$", "新台币"]),
    ]

    /// A currency by its code or by a word that tables use for it; nil for any other word.
    public init?(called text: String) {
        let word = text.lowercased()
        guard let known = Self.words.first(where: { $0.code.lowercased() == word || $0.words.contains(word) }) else {
            return nil
        }
        self.init(code: known.code, name: known.words[0], nameChinese: known.words[1])
    }
}
