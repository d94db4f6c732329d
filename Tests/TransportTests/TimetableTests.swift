import Computation
import Testing
import Transport

/// Trips given as (stop, arrival, departure).
private func plans(_ trips: [[(Int32, Int32, Int32)]]) -> TripPlans {
    var plans = TripPlans()
    for trip in trips {
        for call in trip { plans.call(at: call.0, arrival: call.1, departure: call.2) }
        plans.endTrip()
    }
    return plans
}

private func timetable(_ stops: Int, _ trips: [[(Int32, Int32, Int32)]], change: Int32 = 0, footpaths: [Footpath] = [])
    -> Timetable
{
    Timetable(
        stops: stops, plans: plans(trips), runs: trips.indices.map { Run(plan: Int32($0)) },
        changeSeconds: Array(repeating: change, count: stops), footpaths: footpaths)
}

private let never = TimetableSearch.never

@Suite("Timetables")
struct TimetableTests {
    private func arrivals(_ timetable: Timetable, from stop: Int, at time: Int32, rides: Int = 8) -> [Int32] {
        var search = TimetableSearch(timetable, maximumRides: rides)
        return search.arrivals(from: [StopReach(stop: stop, seconds: 0)], departure: time)
    }

    @Test("one waits for a trip, changes at a stop when the change leaves time, and is told of no way")
    func changes() {
        let trips: [[(Int32, Int32, Int32)]] = [
            [(0, 100, 100), (1, 200, 210), (2, 300, 300)], [(1, 250, 250), (3, 400, 400)],
        ]
        #expect(arrivals(timetable(5, trips), from: 0, at: 50) == [50, 200, 300, 400, never])
        #expect(arrivals(timetable(5, trips), from: 0, at: 101) == [101, never, never, never, never])
        #expect(arrivals(timetable(5, trips, change: 50), from: 0, at: 50)[3] == 400)
        #expect(arrivals(timetable(5, trips, change: 51), from: 0, at: 50)[3] == never)
        #expect(
            arrivals(timetable(5, trips, change: 51), from: 1, at: 250)[3] == 400, "no change before the first ride")
        #expect(arrivals(timetable(5, trips), from: 0, at: 50, rides: 1)[3] == never)
    }

    @Test("a trip that overtakes another is caught")
    func overtaking() {
        let trips: [[(Int32, Int32, Int32)]] = [
            [(0, 0, 0), (1, 500, 500), (2, 900, 900)], [(0, 100, 100), (1, 200, 200), (2, 300, 300)],
        ]
        #expect(arrivals(timetable(3, trips), from: 0, at: 0) == [0, 200, 300])
        #expect(arrivals(timetable(3, trips), from: 0, at: 0, rides: 1) == [0, 200, 300])
    }

    @Test("a walk stands between two rides, at either end, and alone; two walks do not follow each other")
    func walks() {
        let paths = [
            Footpath(from: 1, to: 2, seconds: 60), Footpath(from: 2, to: 4, seconds: 10),
            Footpath(from: 0, to: 4, seconds: 1_000),
        ]
        let trips: [[(Int32, Int32, Int32)]] = [[(0, 100, 100), (1, 200, 200)], [(2, 260, 260), (3, 300, 300)]]
        #expect(
            arrivals(timetable(5, trips, change: 600, footpaths: paths), from: 0, at: 0) == [0, 200, 260, 300, 1_000])
        #expect(arrivals(timetable(5, trips, footpaths: paths), from: 1, at: 200)[3] == 300)
    }

    @Test("where boarding or alighting is refused one stays off or on")
    func refusals() {
        var plans = TripPlans()
        plans.call(at: 0, arrival: 0, departure: 0)
        plans.call(at: 1, arrival: 10, departure: 10, refused: .alighting)
        plans.call(at: 2, arrival: 20, departure: 20, refused: .boarding)
        plans.call(at: 3, arrival: 30, departure: 30)
        plans.endTrip()
        let timetable = Timetable(
            stops: 4, plans: plans, runs: [Run(plan: 0)], changeSeconds: [0, 0, 0, 0], footpaths: [])
        #expect(arrivals(timetable, from: 0, at: 0) == [0, never, 20, 30])
        #expect(arrivals(timetable, from: 1, at: 0) == [never, 0, 20, 30])
        #expect(arrivals(timetable, from: 2, at: 0) == [never, never, 0, never])
    }

    @Test("a loop calls twice at a stop; trips of one call and none are harmless")
    func loops() {
        let trips: [[(Int32, Int32, Int32)]] = [[(0, 0, 0), (1, 10, 10), (0, 20, 20), (2, 30, 30)], [(1, 5, 5)], []]
        #expect(arrivals(timetable(3, trips), from: 1, at: 10) == [20, 10, 30])
    }

    @Test("journeys tell their legs, fewer rides first and the earliest arrival last")
    func journeys() {
        let trips: [[(Int32, Int32, Int32)]] = [
            [(0, 100, 100), (3, 900, 900)], [(0, 150, 150), (1, 200, 200)], [(1, 220, 220), (2, 300, 300)],
        ]
        let table = timetable(4, trips, footpaths: [Footpath(from: 2, to: 3, seconds: 40)])
        var search = TimetableSearch(table)
        let found = search.journeys(
            from: [StopReach(stop: 0, seconds: 10)], to: [StopReach(stop: 3, seconds: 5)], departure: 0)
        #expect(
            found.map(\.rides) == [1, 2] && found.map(\.arrival) == [905, 345] && found.map(\.departure) == [90, 140])
        #expect(
            found.last?.legs == [
                .ride(run: Run(plan: 1), from: 0, to: 1, departure: 150, arrival: 200),
                .ride(run: Run(plan: 2), from: 1, to: 2, departure: 220, arrival: 300),
                .walk(from: 2, to: 3, seconds: 40),
            ])
    }

    /// A random timetable with trips of random stops, some of them overtaking, and walks.
    private func random(_ seed: UInt64, stops: Int, trips: Int) -> (
        table: Timetable, trips: [[(Int32, Int32, Int32)]], paths: [Footpath]
    ) {
        var stream = RandomStream(seed: seed)
        func number(_ count: Int) -> Int32 { Int32(stream.next() % UInt64(count)) }
        var all: [[(Int32, Int32, Int32)]] = []
        for _ in 0..<trips {
            var time = number(5_000)
            var trip: [(Int32, Int32, Int32)] = []
            for _ in 0..<(2 + number(5)) {
                let arrival = time + number(300)
                time = arrival + number(60)
                trip.append((number(stops), arrival, time))
            }
            all.append(trip)
            // The same stops again later, faster or slower.
            if number(2) == 0 {
                var later = trip
                var shift = 10 + number(600)
                for call in later.indices {
                    later[call].1 += shift
                    later[call].2 += shift + number(50)
                    shift += number(80)
                    if call > 0 { later[call].1 = max(later[call].1, later[call - 1].2) }
                    later[call].2 = max(later[call].1, later[call].2)
                }
                all.append(later)
            }
        }
        var paths: [Footpath] = []
        for _ in 0..<stops { paths.append(Footpath(from: number(stops), to: number(stops), seconds: 20 + number(400))) }
        return (timetable(stops, all, change: 30, footpaths: paths), all, paths)
    }

    /// Earliest presence by rides, tried out trip by trip and round by round.
    private func triedOut(
        _ trips: [[(Int32, Int32, Int32)]], _ paths: [Footpath], stops: Int, from origin: Int, at start: Int32,
        rides: Int
    ) -> [Int32] {
        var foot = [Int32](repeating: never, count: stops)
        var ride = foot
        foot[origin] = start
        for path in paths where Int(path.from) == origin {
            foot[Int(path.to)] = min(foot[Int(path.to)], start + path.seconds)
        }
        for _ in 0..<rides {
            let ready = (0..<stops).map { min(foot[$0], ride[$0] == never ? never : ride[$0] + 30) }
            for trip in trips {
                for boarded in trip.indices where ready[Int(trip[boarded].0)] <= trip[boarded].2 {
                    for alighted in trip.indices where alighted > boarded {
                        let stop = Int(trip[alighted].0)
                        ride[stop] = min(ride[stop], trip[alighted].1)
                    }
                }
            }
            for path in paths where ride[Int(path.from)] != never && path.from != path.to {
                foot[Int(path.to)] = min(foot[Int(path.to)], ride[Int(path.from)] + path.seconds)
            }
        }
        return (0..<stops).map { min(foot[$0], ride[$0]) }
    }

    @Test("earliest arrivals equal those tried out trip by trip", arguments: 1...40)
    func againstTrial(seed: Int) {
        let stops = 12
        let (table, trips, paths) = random(UInt64(seed), stops: stops, trips: 25)
        for rides in [1, 2, 5] {
            for origin in 0..<stops {
                #expect(
                    arrivals(table, from: origin, at: 1_000, rides: rides)
                        == triedOut(trips, paths, stops: stops, from: origin, at: 1_000, rides: rides))
            }
        }
    }

    @Test("a profile holds what a search at each second finds, and no more", arguments: 1...12)
    func profiles(seed: Int) {
        let stops = 10
        let (table, _, _) = random(UInt64(100 + seed), stops: stops, trips: 20)
        var search = TimetableSearch(table, maximumRides: 4)
        let span: ClosedRange<Int32> = 500...3_000
        for (origin, destination) in [(0, 5), (3, 7), (9, 1)] {
            let (from, to) = ([StopReach(stop: origin, seconds: 15)], [StopReach(stop: destination, seconds: 25)])
            let profile = search.profile(from: from, to: to, departures: span)
            let ways = search.departureArrivals(from: from, to: [to], departures: span)[0]
            for way in profile {
                #expect(span.contains(way.departure) && way.arrival >= way.departure)
                let others = profile.filter { $0 != way && $0.rides > 0 }
                #expect(
                    !others.contains {
                        $0.departure >= way.departure && $0.arrival <= way.arrival && $0.rides <= way.rides
                            && way.rides > 0
                    })
            }
            let walk = profile.first { $0.rides == 0 }.map { $0.arrival - $0.departure }
            #expect(walk == ways.walkSeconds)
            let later = search.journeys(from: from, to: to, departure: span.upperBound + 1).last?.arrival ?? never
            for time in stride(from: span.lowerBound, through: span.upperBound, by: 97) {
                let best = search.journeys(from: from, to: to, departure: time).last
                let list = ways.ways.last { $0.departure >= time }?.arrival
                let known = [list, walk.map { time + $0 }].compactMap { $0 }.min()
                #expect(known == best?.arrival, "\(seed) \(origin) \(time)")
                guard let best, best.rides > 0, best.arrival < later, best.arrival - best.departure < walk ?? never
                else {
                    continue
                }
                #expect(profile.contains { $0.rides > 0 && $0.departure >= time && $0.arrival == best.arrival })
            }
        }
    }

    @Test("the mean over a span is that of its seconds")
    func spans() throws {
        // Trips leave at 100 and 200 and take 50 seconds.
        let trips: [[(Int32, Int32, Int32)]] = [[(0, 100, 100), (1, 150, 150)], [(0, 200, 200), (1, 250, 250)]]
        var search = TimetableSearch(timetable(2, trips))
        let span: ClosedRange<Int32> = 51...180
        let doors = ([StopReach(stop: 0, seconds: 0)], [[StopReach(stop: 1, seconds: 0)]])
        let hours = try #require(
            SpanHours(search.departureArrivals(from: doors.0, to: doors.1, departures: span)[0], departures: span))
        let seconds = span.map { Double(($0 <= 100 ? 150 : 250) - $0) }
        #expect(abs(hours.mean - seconds.reduce(0, +) / 130 / 3_600) < 1e-12)
        #expect(abs(hours.fastest - 50.0 / 3_600) < 1e-12)
        #expect(SpanHours(DepartureArrivals(), departures: span) == nil)
        let late = search.departureArrivals(from: doors.0, to: doors.1, departures: 150...201)[0]
        #expect(SpanHours(late, departures: 150...201) == nil, "who leaves last finds no way")
        var walking = TimetableSearch(timetable(2, trips, footpaths: [Footpath(from: 0, to: 1, seconds: 70)]))
        for span: ClosedRange<Int32> in [51...180, 150...260, 300...301] {
            let ways = walking.departureArrivals(from: doors.0, to: doors.1, departures: span)[0]
            let hours = try #require(SpanHours(ways, departures: span))
            let seconds = span.map { t in Double(min(70, t <= 100 ? 150 - t : t <= 200 ? 250 - t : 70)) }
            #expect(abs(hours.mean - seconds.reduce(0, +) / Double(span.count) / 3_600) < 1e-12)
        }
    }
}
