// Every word of the page in both languages. Sentences about answers are written by the server.
const words = {
  tagline: ["draw a line, watch every city answer", "画一条线，看每座城市如何变化"],
  searchPlaces: ["Search a place: name, 中文, pinyin", "搜索城市：中文、拼音、英文"],
  help: ["How to use this page", "使用说明"],
  measure: ["What is shown", "显示内容"], reading: ["How people respond", "人口如何反应"],
  income: ["Income", "收入"], population: ["People", "人口"], realGDP: ["Product", "产出"], welfare: ["Welfare", "福利"],
  incomeLong: ["Real income per resident", "人均实际收入"], populationLong: ["Residents", "常住人口"],
  realGDPLong: ["Real product", "实际产出"], welfareLong: ["Welfare of the people registered there", "户籍人口福利"],
  peopleStay: ["People stay", "人口不动"], peopleMove: ["People move", "人口流动"], movingGetsEasier: ["Moving gets easier", "迁移更容易"],
  answer: ["Answer", "结果"], places: ["Places", "城市"], parameters: ["Parameters", "参数"], about: ["What it rests on", "依据"],
  change: ["change against {year}", "相对 {year} 年的变化"],
  changeOf: ["{measure}: change against {year}", "{measure}：相对 {year} 年的变化"],
  differenceOf: ["{measure}: this scenario less the pinned one", "{measure}：本情景减固定情景"],
  modelled: ["modelled", "模型计算"],
  sourceLine: ["Model results on “{title}”, version {version}; {n} places of {year}. Boundaries © Tianditu, simplified; {note}.",
    "基于《{title}》{version} 版的模型结果；{year} 年 {n} 个城市。边界 © 天地图，已简化；{note}。"],
  notModelled: ["not modelled", "未纳入模型"], aboutZero: ["about zero (within {x})", "接近零（±{x} 以内）"],
  below: ["below {x}", "低于 {x}"], above: ["above {x}", "高于 {x}"], between: ["{a} to {b}", "{a} 至 {b}"],
  points: ["percentage points", "百分点"],
  intervalComing: ["interval on its way", "区间计算中"], noInterval: ["no interval drawn", "未计算区间"],
  drawing: ["Draws: {done} of {total}, about {left} s left", "抽样 {done} / {total}，约剩 {left} 秒"],
  waiting: ["Waiting for {n} others' draws", "排队中，前面还有 {n} 个"], starting: ["Draws begin …", "开始抽样 …"],
  cancel: ["Cancel", "取消"], drawAgain: ["Draw intervals", "计算区间"], drawsCancelled: ["Draws cancelled: points only.", "已取消抽样：仅有点估计。"],
  drawsDone: ["Intervals: 5th to 95th percentile of {n} draws, seed {seed}.", "区间：{n} 次抽样的第 5 至第 95 百分位，种子 {seed}。"],
  nationalWelfare: ["national welfare", "全国福利"], nationalProduct: ["national real product", "全国实际产出"],
  largestGain: ["largest gain: {place}", "增幅最大：{place}"], falls: ["places that lose", "受损城市数"],
  welfareShort: ["welfare", "福利"], productShort: ["product", "产出"], fallsShort: ["losers", "受损"],
  winners: ["Largest gains", "增幅最大"], losers: ["Largest losses", "降幅最大"], nobody: ["no place", "没有城市"],
  clusters: ["City clusters", "城市群"], cluster: ["Cluster", "城市群"],
  clustersNote: ["Level: real product per resident of the cities that are not anchors. Gap: anchors' over the others'. Whole-city sums.",
    "水平：非中心城市人均实际产出。差距：中心城市与其他城市人均产出之比。按整市加总。"],
  level: ["Level of the others", "其他城市水平"], gap: ["Gap before → after", "差距 前→后"],
  travel: ["Travel time, door to door", "门到门旅行时间"], pairs: ["{n} pairs of cities get other times; the largest changes:", "{n} 对城市之间的时间改变，变化最大者："],
  before: ["before", "之前"], after: ["after", "之后"], saved: ["saved", "节省"],
  remarks: ["To know", "须知"], cost: ["Cost", "投资"],
  readingsTitle: ["Three readings", "三种读法"],
  readingsNote: ["How people respond is the least certain part.", "人口如何反应是最不确定的部分。"],
  why: ["Why this answer can be believed, and how far", "此结果可信到什么程度"],
  basis: ["{places} places modelled, {leftOut} left out; residual {residual}; the base year is met to {inversion}.", "模型含 {places} 个城市，{leftOut} 个未纳入；残差 {residual}；基年拟合至 {inversion}。"],
  startsAgree: ["{n} other starting points agree to {x}.", "另外 {n} 个初值的结果相差不超过 {x}。"],
  closed: ["One sector, closed, its own places only, no path over time. {leftOut}",
    "单部门、封闭、仅含所列地区、无时间路径。{leftOut}"],
  wholeModel: ["This is the {closure}; no path over time. What it assumes of sectors, land and the rest of the world stands under “To know”.", "本结果由{closure}得出；无时间路径。关于部门、土地与国外的假设见“须知”。"],
  sectorsTitle: ["Workers by sector, all places", "各部门劳动力（全部城市）"], workersIn: ["Workers: {sector}", "劳动力：{sector}"], levyRevenue: ["What levies bring in a year", "税收年收入"],
  influences: ["What the answer depends on", "结果取决于什么"],
  influencesNote: ["Rank correlation of each assumption with the change in {place}, over the draws; below {chance} it may be chance.", "各假设与{place}变化的秩相关（抽样内）；小于 {chance} 可能只是偶然。"],
  filter: ["Filter: name, 中文, pinyin, province", "筛选：中文、拼音、英文、省份"], place: ["Place", "城市"],
  rank: ["Rank by income", "收入名次"], residents: ["Residents, million", "常住人口（万人）"], gdp: ["GDP, {money}", "GDP（{money}）"],
  rows: ["{n} places", "{n} 个城市"],
  gdpOf: ["GDP of {year}: {value} {money}", "{year} 年 GDP：{value} {money}"], residentsOf: ["Residents of {year}: {value} million", "{year} 年常住人口：{value} 万人"],
  flagged: ["to know", "须知"], source: ["source", "来源"], sources: ["Sources", "来源"],
  published: ["published", "公布值"], computed: ["computed", "计算值"], estimated: ["estimated", "估计值"], residual: ["residual", "余额推算"],
  bnMoney: ["{money}", "{money}"], moneyUnit: ["{money} a year", "{money}/年"], oneMoney: ["{currency}", "{currency}"],
  moreChanges: ["+ More …", "+ 更多……"],
  tiesGiven: ["{n} ties as given in the file", "文件给定 {n} 个联系"],
  landIncome: ["Rent goes to", "租金归"], landRegistered: ["all registered there", "全体户籍人口"], landResidents: ["all who live there", "全体常住人口"], landStayers: ["the registered who stay", "留在当地的户籍人口"],
  modelTitle: ["Which model answers", "由哪个模型回答"], modelAuto: ["the simplest that can", "能回答的最简模型"], modelOneSector: ["one sector", "单部门"], modelWhole: ["whole: sectors, land, rest of the world", "完整：多部门、土地、国外"],
  immigrationField: ["People who come are", "流入人口带来"], immigrationLabour: ["labour only", "仅劳动力"], immigrationFirmEntry: ["labour, and firms with them", "劳动力及企业"],
  undo: ["Undo", "撤销"], redo: ["Redo", "重做"], share: ["Share link", "分享链接"], save: ["Save YAML", "保存 YAML"], open: ["Open", "打开"],
  pin: ["Pin to compare", "固定以比较"], unpin: ["Unpin", "取消固定"], sideBySide: ["Side by side", "并排比较"], report: ["Report", "报告"], clear: ["New", "新建"],
  examples: ["Examples", "示例"], scenarioName: ["Name of the scenario", "情景名称"], newScenario: ["New scenario", "新情景"],
  copied: ["The link is copied: it holds the whole scenario.", "链接已复制，包含整个情景。"], copyThis: ["Copy this link:", "请复制此链接："],
  pickFirst: ["Click {what}. Esc cancels.", "点击{what}。Esc 取消。"], pickNext: ["Click {what}; {from} is the start. Esc cancels.", "点击{what}（起点：{from}）。Esc 取消。"],
  pickOn: ["Click the next city to go on; Esc or the same city again ends the line.", "点击下一个城市继续；按 Esc 或再次点击同一城市结束。"],
  pickPlaces: ["Click cities to mark them; click again to take one back. Esc or Enter ends.", "点击城市加入或取消；按 Esc 或 Enter 结束。"],
  firstHint: ["Drag an end of the pink line to another city, or move a slider.", "拖动粉色线路的端点到其他城市，或移动滑块。"],
  straight: ["{km} km as the crow flies", "直线 {km} 公里"],
  pickOnMap: ["pick on the map", "在地图上选取"], remove: ["Remove", "删除"], done: ["Done", "完成"],
  upgrade: ["Upgrade to 350 km/h", "提速至 350 公里/小时"], takeAway: ["Take away", "取消此线"], close: ["Close", "关闭"],
  opened: ["opened {day}", "{day} 开通"], openedUnknown: ["opening day not sourced", "开通日期无来源"], design: ["design speed {v} km/h", "设计速度 {v} 公里/小时"],
  designUnknown: ["design speed not sourced", "设计速度无来源"], km: ["{v} km", "{v} 公里"], kmEstimated: ["about {v} km (estimated)", "约 {v} 公里（估算）"],
  planned: ["planned, expected {year}", "规划或在建，预计 {year} 年"], build: ["Build it", "加入情景"],
  nextLines: ["Next lines", "下一条线路"], nextAim: ["by what", "目标"], nextKind: ["which lines", "线路范围"], searching: ["Every pair of cities is looked at …", "正在比较所有城市对……"],
  aimWelfare: ["Welfare of everybody", "全国福利"], aimTheil: ["Less inequality among all cities", "缩小各城市差距"], aimLevel: ["Smaller cities: {cluster}", "非中心城市水平：{cluster}"], aimGap: ["Narrower gap: {cluster}", "缩小与中心城市差距：{cluster}"],
  kindPairs: ["new lines up to 500 km", "500 公里以内的新线"], kindExisting: ["railways made 10 % faster", "现有铁路提速 10 %"], kindPlanned: ["planned lines", "规划或在建线路"],
  nextNote: ["{n} lines make some pair faster; these are solved as new equilibria, with the range of their ranks over {draws} draws. Asked of the base year, not of your scenario. The rail table is not whole: a pair without a line here may well have one.", "共 {n} 条线路使某些城市间更快；此处为重新求解均衡的结果，名次区间来自 {draws} 次抽样。针对基准年，而非您的情景。铁路表并不完整：此处没有线路的城市间可能已有铁路。"],
  nextTheil: ["Theil index × 100.", "泰尔指数 × 100。"], nextGain: ["gain", "收益"], nextRank: ["rank", "名次"], bestIn: ["first in {share} %", "{share} % 居首"], nextWelfare: ["welfare of everybody", "全国福利"], nextHours: ["hours between its ends", "两端耗时"], nextLosers: ["places that lose", "受损地区"],
  layerRail: ["Railways", "铁路"], layerClusters: ["Clusters", "城市群"], layerLabels: ["Names", "名称"],
  early: ["fast rail to 2015", "2015 年前快速铁路"], recent: ["fast rail since 2016", "2016 年后快速铁路"], undated: ["fast rail, opening not sourced", "快速铁路，开通日期无来源"],
  conventional: ["conventional rail", "普速铁路"], plannedLine: ["planned", "规划或在建"], yours: ["yours", "本情景"], taken: ["taken away", "已取消"], clusterLine: ["cluster", "城市群"],
  lost: ["The server does not answer. The picture stays; trying again every two seconds.", "服务器没有响应。画面保留，每两秒重试。"],
  back: ["The server answers again.", "服务器已恢复。"],
  refused: ["This is not possible:", "无法计算："], lastGood: ["The map still shows the last answer.", "地图仍显示上一个结果。"], takeBack: ["Undo this change", "撤销此变化"],
  nothing: ["Add a change below: a line, a zone, jobs, housing.", "请在下方添加变化：线路、特区、岗位、住房。"],
  noWebGL: ["This browser has no WebGL: the map is a picture, changed when you let go. Everything else works; pick cities by search.", "此浏览器不支持 WebGL：地图为静态图片，松手后更新。其他功能照常，请用搜索选取城市。"],
  comparedWith: ["Pinned: {name}", "已固定：{name}"], live: ["This scenario", "本情景"], pinned: ["Pinned", "固定情景"], difference: ["Difference", "差异"], mapShows: ["Map shows", "地图显示"],
  standard: ["standard {v}", "标准值 {v}"], range: ["drawn from {a} to {b}", "抽样范围 {a} 至 {b}"], notDrawn: ["not drawn", "不抽样"], reset: ["Reset", "还原"], resetAll: ["All to standard", "全部还原"],
  parametersNote: ["What a scenario sets is held fixed in its draws. The answer follows each slider.", "情景中设定的参数在抽样中保持不变。结果随滑块更新。"],
  unit_hours: ["hours", "小时"], "unit_km/h": ["km/h", "公里/小时"], unit_persons: ["persons", "人"],
  set: ["set by this scenario", "本情景设定"],
  carved: ["Inside {place}; use it in a change to make it a place of its own.", "位于{place}之内；在变化中使用它即成为独立城市。"],
  atlasHash: ["Atlas {name} {version}, SHA-256 {hash}.", "图集 {name} {version}，SHA-256 {hash}。"],
  helpText: [`<h2>How to use this page</h2>
<p>The map shows what your scenario would do to each city, against the base year. Grey places are not in the model.</p>
<ul><li><b>Add a change</b> with the buttons below the map, then click cities, or type their names in the search box.</li>
<li><b>Edit</b> a change by clicking it: sliders answer while you drag. Ends of your own lines can be dragged to other cities.</li>
<li><b>Click a railway</b> to upgrade it or take it away; click a city for its figures and sources.</li>
<li><b>Intervals</b> are drawn behind each answer: 5th to 95th percentile over the stated ranges of what is assumed.</li>
<li><b>Everything is in the address</b>: copy it, bookmark it, reload it. “Save YAML” gives the file of <code>hinterland scenario run</code>.</li></ul>
<p>Keys: <kbd>1</kbd>–<kbd>4</kbd> what is shown · <kbd>Q</kbd> <kbd>W</kbd> <kbd>E</kbd> how people respond · <kbd>L</kbd> new line · <kbd>Ctrl Z</kbd> undo · <kbd>Ctrl Shift Z</kbd> redo · <kbd>/</kbd> search · <kbd>Esc</kbd> cancel</p>`,
  `<h2>使用说明</h2>
<p>地图显示情景相对基年给每座城市带来的变化。灰色地区未纳入模型。</p>
<ul><li><b>添加变化</b>：用地图下方的按钮，再点击城市，或在搜索框输入名称。</li>
<li><b>编辑</b>：点击某项变化；拖动滑块时结果随之更新。自建线路的端点可拖到其他城市。</li>
<li><b>点击铁路</b>可提速或取消；点击城市可看数据与来源。</li>
<li><b>区间</b>在每个结果之后抽样得到：所述假设范围内的第 5 至第 95 百分位。</li>
<li><b>地址栏包含全部内容</b>：可复制、收藏、刷新。“保存 YAML”得到 <code>hinterland scenario run</code> 的文件。</li></ul>
<p>按键：<kbd>1</kbd>–<kbd>4</kbd> 显示内容 · <kbd>Q</kbd> <kbd>W</kbd> <kbd>E</kbd> 人口反应 · <kbd>L</kbd> 新线路 · <kbd>Ctrl Z</kbd> 撤销 · <kbd>Ctrl Shift Z</kbd> 重做 · <kbd>/</kbd> 搜索 · <kbd>Esc</kbd> 取消</p>`],
  view_travel: ["Travel", "通达"], travel_from: ["From a city", "从某城出发"], travel_anchor: ["To an anchor", "到中心城市"], travel_gain: ["What changed", "变化"],
  travelBefore: ["Before", "之前"], travelScenario: ["With", "加入"], travelNoScenario: ["years alone", "仅比较年份"], travelPlay: ["▶ Play", "▶ 播放"], travelStop: ["■ Stop", "■ 停止"],
  travelTime: ["Time", "时间"], travelNoWay: ["no way", "无通路"], travelSince: ["Saved since {year}", "较 {year} 年节省"], travelAnchor: ["Anchor", "中心城市"], travelGain: ["Nearer by", "改善"],
  travelTitleFrom: ["Hours from {place}, end of {year}", "自{place}出发的时间，{year} 年底"],
  travelTitleAnchor: ["Hours to the nearest anchor, end of {year}", "到最近中心城市的时间，{year} 年底"],
  travelTitlePlanned: ["Hours to the nearest anchor, end of {year}, planned lines included", "到最近中心城市的时间，{year} 年底，含规划线路"],
  travelTitleGain: ["{measure}: gain from {before} to {after}", "{measure}：{before} 至 {after} 年的改善"],
  travelTitleScenario: ["{measure}: gain by {year} with “{name}”", "{measure}：至 {year} 年“{name}”带来的改善"],
  travelBasis: ["Rests on", "依据"], basisPrinted: ["every ride in the timetable", "全程有时刻表"], basisPart: ["partly by a later line or by road", "部分为后开线路或公路（估算）"], basisNone: ["no dot: by road, modelled", "无点：公路（估算）"],
  travelSource: ["Hours from door to door:", "门到门时间："],
  travelOpen: ["railway open", "已开通铁路"], travelFresh: ["opened in {year}", "{year} 年开通"], travelFreshPlanned: ["opened in {year}, or planned by then", "{year} 年开通，或规划届时开通"], travelAdded: ["opened after {year}, or added", "{year} 年以后开通或加入"], travelSinceOpen: ["opened after {year}", "{year} 年以后开通"], travelAreas: ["areas within 1, 2, 3 and 4 h", "1、2、3、4 小时范围"],
  travelWithin: ["reaches {h1} cities within 1 h, {h2} within 2, {h3} within 3, {h4} within 4.", "1 小时内可达 {h1} 个城市，2 小时 {h2} 个，3 小时 {h3} 个，4 小时 {h4} 个。"],
  travelPeople: ["Residents of {figures} within hours of an anchor at the end of {year}: {list}.", "{year} 年底距中心城市若干小时内的常住人口（{figures} 年）占比：{list}。"],
  travelCurve: ["Share of residents within 2, 3 and 4 hours of an anchor, by year", "距中心城市 2、3、4 小时内人口占比（逐年）"],
  travelSpread: ["Inequality over residents: Theil {a} → {b}, Gini {g} → {h}. Within 2 h of an anchor: {p} % → {q} % of residents.", "按人口加权的差异：泰尔指数 {a} → {b}，基尼系数 {g} → {h}。距中心城市 2 小时内人口：{p} % → {q} %。"],
  travelAnchors: ["Anchors are the cities that plans name as the centres of their clusters.", "中心城市指规划所列的各城市群核心。"], travelHintFrom: ["Click a city to set off from it.", "点击城市，从该城出发。"], travelHint: ["Click a city to read about it.", "点击城市查看。"], travelSaveAreas: ["Save the areas (GeoJSON)", "保存范围（GeoJSON）"], saveTable: ["Save the table (CSV)", "保存表格（CSV）"], hoursUnit: ["h", "小时"],
  view_measures: ["Measures", "测度"], measuresIntro: ["Who leads, who lags, who catches up: measures of the atlas's figures, or of a table of your own.", "谁领先、谁落后、谁在追赶：对图集数据或自有表格的测度。"],
  measureOf: ["Measure", "测度"], pickMeasure: ["choose …", "请选择……"], ownTable: ["A table of your own (CSV, XLSX, Stata)", "自有表格（CSV、XLSX、Stata）"], inventedTable: ["Try an invented table", "试用虚构示例表"], backToAtlas: ["Back to the atlas", "返回图集数据"],
  valuePattern: ["income, gdp*, 1929-2009", "income、gdp*、1929-2009"],
  placesOf: ["Places", "地区"], realGDPChained: ["Real GDP, chained", "实际地区生产总值（链式）"], computing: ["Computing …", "计算中……"], tableTooLarge: ["larger than 1 MB; the command line takes any size", "超过 1 MB；命令行不限大小"],
  rowsCut: ["The first {n} of {all} rows.", "仅列前 {n} 行，共 {all} 行。"], allMeasures: ["All measures", "全部测度"], openMeasure: ["Look closer", "查看详情"], industrySpace: ["Industry space", "产业空间"],
  noIndustries: ["The bundled figures know three broad sectors by province, no industries. Open a table of regions, industries and workers, or an invented one.", "内置数据仅有分省三次产业，没有细分行业。可打开含地区、行业、从业人数的表格，或试用虚构示例。"],
  view_indices: ["Indices", "指数"], indicesIntro: ["Rankings that know how sure they are: each place with the ranks it might as well have. Choose a place to see why it stands there; move a weight to see what it does.", "知道自己有多可靠的排名：每个地区都附有可能的位次区间。选择地区查看原因；拖动权重观察影响。"],
  recipeOf: ["Index", "指数"], groupColumn: ["group", "组"], rankColumn: ["rank", "位次"], placeColumn: ["place", "地区"], mightBe: ["might as well be", "可能位次"], intervalColumn: ["interval", "区间"], scoreColumn: ["score", "得分"], tierColumn: ["tier", "梯队"],
  rowTitle: ["{name}: between {low} and {high} in nine of ten of {n} samples; in its tier in {stays} %", "{name}：{n} 次抽样中九成在第 {low} 至 {high} 位；{stays} % 留在本梯队"], weightsTitle: ["Weights", "权重"], weightsHint: ["Move one: the ranking follows.", "拖动任一权重，排名随之变化。"], recipeWeights: ["The recipe's own weights", "恢复方案权重"], allPlacesAgain: ["All places", "全部地区"],
  chart_ranking: ["Ranking", "排名"], chart_bump: ["Over the years", "历年位次"], chart_radar: ["Against peers", "与同类比较"], chart_heat: ["Heat map", "热力图"], chart_obstacles: ["Obstacles", "障碍度"], save_csv: ["CSV", "CSV"], save_latex: ["LaTeX", "LaTeX"], save_html: ["Three-line table", "三线表"], save_json: ["JSON", "JSON"],
  view_atlas: ["Atlas", "图集"], view_laboratory: ["Laboratory", "实验室"], view_clusters: ["Clusters", "城市群"], view_claims: ["Claims", "论断"], view_city: ["City", "城市"],
  cannotShow: ["This cannot be shown:", "无法显示："], indicator: ["Indicator", "指标"], findIndicator: ["search {n} indicators", "在 {n} 个指标中搜索"], provincesOnly: ["provinces", "省级"],
  about_people: ["people and land", "人口与土地"], about_work: ["work and wages", "就业与工资"], about_product: ["product", "产出"], about_trade: ["trade and capital from abroad", "贸易与外资"], about_knowledge: ["knowledge", "科技与教育"],
  about_money: ["budgets, income and banks", "财政、收入与金融"], about_environment: ["environment and power", "环境与能源"], about_service: ["services and homes", "公共服务与住房"], about_other: ["indicators", "指标"],
  placesShown: ["Places", "范围"], allPlacesShown: ["all", "全部"], anchorsOnly: ["anchors", "中心城市"],
  provinces: ["Provinces", "省份"], classes: ["Classes", "分级"], howMany: ["How many classes", "分级数"], reference: ["around", "参照值"],
  chart: ["Chart", "图表"], against: ["Against", "对照指标"], chart_distribution: ["Distribution", "分布"], chart_rankSize: ["Rank–size", "位序—规模"], chart_scatter: ["Scatter", "散点"], chart_series: ["Over the years", "历年"],
  noFigure: ["no figure", "无数据"], notShown: ["not in this selection", "不在所选范围内"], status: ["status", "性质"], year: ["Year", "年份"], profile: ["profile", "城市概况"],
  view_milken: ["Younger and older clusters", "较新与较早的城市群"], milkenMore: ["The clusters behind it", "相关城市群"], milkenReadings: ["The clusters compared, {year}", "所比较的城市群，{year} 年"], age: ["age", "年龄"], citiesCounted: ["cities", "城市数"], withoutSecondary: ["without secondary cities", "不含次级城市"], theil: ["Theil", "泰尔指数"],
  milkenHow: ["The Yangtze is read twice: as the Delta, and as the Economic Belt less Chengdu–Chongqing. Level: GDP per resident of the cities that are not anchors; gap: anchors' over theirs. Whole-city sums.", "长江按两种口径：长三角，以及长江经济带（不含成渝）。水平：非中心城市人均地区生产总值；差距：中心城市与其之比。按整市加总。"],
  historyTitle: ["Scenarios asked here", "曾经提出的情景"], noHistory: ["none on this machine yet", "本机尚无"],
  flows: ["Flows", "流量"], noFlows: ["no flows", "不显示流量"], threshold: ["Only flows of at least", "仅显示不小于"], flowsShown: ["{n} of {all} flows, from {least} {unit} on · source {source}", "{n} / {all} 条流量，不小于 {least} {unit} · 来源 {source}"], together: ["Some go to several places together: the value is their sum.", "部分流量的目的地为多地合计。"],
  containedIn: ["its figures are contained in those of {place}", "其数据包含在{place}之内"], noFigureYet: ["the atlas holds no figures of it", "图集没有其数据"],
  selectHint: ["Click a place on the map, in the chart or in the table; with Ctrl, several.", "点击地图、图表或表格中的地区；按住 Ctrl 可多选。"],
  chartSVG: ["Chart SVG", "图表 SVG"], copyLink: ["Copy link", "复制链接"], copiedShort: ["Copied", "已复制"],
  clustersIntro: ["{n} clusters, each with its anchors and the cities around them, in {year}. Whole-city sums, although plans often take only some counties. Gap: GDP per resident of the anchors over that of the rest.", "{n} 个城市群及其中心城市与周边城市，{year} 年。按整市加总，规划往往只含部分县区。差距：中心城市人均地区生产总值与其余城市之比。"],
  sortBy: ["Order", "排序"], sort_id: ["as planned", "规划顺序"], sort_gap: ["widest gap", "差距最大"], sort_level: ["lowest level of the rest", "其余城市水平最低"], sort_hours: ["farthest from an anchor", "离中心城市最远"],
  card_residents: ["Residents", "常住人口"], card_gdp: ["GDP", "地区生产总值"], card_perResident: ["GDP per resident", "人均地区生产总值"], card_level: ["Level of the rest", "其余城市水平"], card_gap: ["Gap to the anchors", "与中心城市差距"],
  card_share: ["Anchors' share of GDP", "中心城市占比"], card_hours: ["Rest to the nearest anchor", "其余城市到最近中心城市"], card_theil: ["Theil, of which between anchors and rest", "泰尔指数，其中核心与其余之间"], card_lines: ["Fast lines inside (with an opening day)", "群内快速铁路（有开通日期）"],
  card_planned: ["Planned", "规划或在建"], card_zones: ["Zones", "特殊功能区"], card_missing: ["Without figures", "缺数据"], card_hoursNote: ["door to door, by train as in the timetable or by road, weighted by residents", "门到门，按列车时刻表或公路，按常住人口加权"], rankOf: ["{rank} of {of}", "第 {rank} / {of}"],
  anchorDot: ["anchors", "中心城市"], restDot: ["the rest", "其余城市"], openMap: ["map", "地图"], source_short: ["source", "来源"],
  milkenTitle: ["Are the smaller cities of the younger clusters further behind?", "较新城市群的小城市落后更多吗？"], younger: ["younger", "较新"], older: ["older", "较早"], levelRatio: ["level, younger over older", "水平之比（较新/较早）"], gapRatio: ["gap, younger over older", "差距之比（较新/较早）"],
  milkenText: ["By the level of the non-anchor cities the claim holds in {level} of {all} comparisons; by the gap to their own anchors in {gap}. The claim (Milken Institute 2017, on figures of 2015) is about the level; this is {year}.", "按非中心城市的水平，该论断在 {all} 组比较中有 {level} 组成立；按与中心城市的差距有 {gap} 组成立。原论断（米尔肯研究院 2017，基于 2015 年）针对水平；此处为 {year} 年。"],
  indicatorsTitle: ["Indicators", "指标"], latest: ["latest", "最新"], rankShort: ["rank", "位次"], overYears: ["over the years", "历年"], neighbours: ["Neighbours", "相邻城市"], anchorsTitle: ["Times to anchors", "到中心城市时间"],
  anchorsNote: ["door to door, end of {year}: by train as in the timetable, lines that opened later and roads modelled", "门到门，{year} 年末：列车按时刻表，后开线路与公路为估算"], zonesTitle: ["Zones", "特殊功能区"], ranksTitle: ["Best-Performing Cities ranks", "最佳表现城市排名"], memberOf: ["Clusters", "所属城市群"],
  role_anchor: ["anchor", "中心城市"], role_secondary: ["secondary", "次级城市"], role_member: ["member", "成员"], nothingHere: ["none in the atlas", "图集中没有"], inMap: ["on the map", "在地图上"], askLab: ["Ask what a railway would do here", "看看铁路会带来什么"],
  claimsIntro: ["The figures of the five documents, each with its sentence, what the atlas computes, and whether it holds. A record that itself rests on the document does not confirm it.", "五份文件中的数字：原句、图集的计算结果及是否成立。仅来自该文件自身的记录不能作为佐证。"],
  verdict_all: ["all", "全部"], claim: ["Claim", "说法"], sentence: ["Sentence", "原句"], theAtlas: ["The atlas", "图集"], verdict: ["Verdict", "结论"], document: ["Document", "文件"],
  method: ["Each city makes its own goods, sells to all others at a cost that rises with travel time, and houses its residents; people weigh wages, prices and rents against the cost of leaving where they are registered. The model is calibrated to reproduce the base year exactly, then solved anew with your changes. Guides/model.md has the equations.",
    "每座城市生产自己的产品，以随旅行时间上升的成本卖给其他城市，并为居民提供住房；人们在工资、物价、房租与离开户籍地的成本之间权衡。模型精确复现基年，再按情景变化求解新的均衡。公式见 Guides/model.md。"],
};

/** What the atlas says in English only, in Chinese where that is known. */
const chinese = {
  "national new area": "国家级新区", "pilot free-trade zone": "自由贸易试验区", "national high-tech zone": "国家高新区", "cross-border e-commerce pilot zone": "跨境电商综合试验区",
  "special economic zone": "经济特区", "national logistics hub": "国家物流枢纽", "comprehensive national science centre": "综合性国家科学中心", "national industrial-transfer demonstration zone": "国家承接产业转移示范区",
  "official plan": "依据官方规划", "source found": "有来源", unverified: "未核实", "first and second": "一、二线", third: "三线",
};
export const term = (text) => (language === "zh" ? chinese[text] ?? text : text);

export let language = "en";
export function setLanguage(code) {
  language = code === "zh" ? "zh" : "en";
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
}
/** What sentences say of the atlas: its currency, alone and in the amounts that people read; what is left out of the model. */
let ofAtlas = {};
export function knowAtlas({ currency, leftOut }) { ofAtlas = { currency: currency.name, money: { en: `bn ${currency.name.en}`, zh: `亿${currency.name.zh}` }, leftOut }; }
/** A word or sentence in the language of the page, with {names} filled in. */
export function say(key, values = {}) {
  const entry = words[key];
  if (!entry) throw new Error(`no word ${key}`);
  return entry[language === "zh" ? 1 : 0].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? ofAtlas[name]?.[language] ?? "");
}
/** A text that the server gave in both languages. */
export const both = (texts) => texts?.[language] ?? "";
export const nameOf = (region) => (region ? (language === "zh" ? region.name : region.nameEnglish) : "?");
